// What the pages can do without, made easier with a script.
(function () {
  "use strict";
  // Wide tables scroll in their own box: reachable by keyboard where they need it, and only there.
  function reach(box) {
    if (box.scrollWidth <= box.clientWidth) {
      box.removeAttribute("tabindex");
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
      return;
    }
    var caption = box.querySelector("caption");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", caption ? caption.textContent : document.title);
  }
  var watch = new ResizeObserver(function (changes) { changes.forEach(function (change) { reach(change.target); }); });
  document.querySelectorAll(".md-content table").forEach(function (table) {
    var box = table.parentElement;
    if (!box.classList.contains("wide")) {
      box = document.createElement("div");
      box.className = "wide";
      table.replaceWith(box);
      box.append(table);
    }
    watch.observe(box);
  });
})();
// The menu of a phone is a label: a button takes its place. Its links are out of reach while it is shut.
(function () {
  "use strict";
  var label = document.querySelector("label.md-header__button[for=__drawer]"), toggle = document.getElementById("__drawer");
  var menu = document.querySelector(".md-sidebar--primary"), foot = document.querySelector("[data-menu]");
  if (!label || !toggle || !menu || !foot) { return; }
  var narrow = matchMedia("screen and (max-width: 76.234375em)"), button = document.createElement("button");
  button.type = "button";
  button.className = label.className + " menu";
  button.setAttribute("aria-label", foot.dataset.menu);
  button.append.apply(button, label.childNodes);
  label.replaceWith(button);
  toggle.tabIndex = -1;
  function show() {
    button.setAttribute("aria-expanded", String(toggle.checked));
    menu.inert = narrow.matches && !toggle.checked;
  }
  function turn(open) {
    toggle.checked = open;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
  }
  button.addEventListener("click", function () {
    turn(!toggle.checked);
    if (toggle.checked) { menu.querySelector("a[href]").focus({ preventScroll: true }); }
  });
  document.addEventListener("keydown", function (press) {
    if (press.key === "Escape" && toggle.checked) {
      turn(false);
      button.focus();
    }
  });
  toggle.addEventListener("change", show);
  narrow.addEventListener("change", show);
  show();
})();
// Time goes on after a site is built: due dates are told from the day of reading, and a page that is old says so.
(function () {
  "use strict";
  var foot = document.querySelector("[data-as-of]");
  if (!foot) { return; }
  var HOUR = 3600000, OLD = 36 * HOUR, DAY = 24 * HOUR;
  // What the clocks show where the site is at home, as if it were UTC: both ends of each span are taken so.
  function now() {
    var parts = {};
    var options = { timeZone: foot.dataset.zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit" };
    var format;
    try { format = new Intl.DateTimeFormat("en", options); } catch (unknown) {
      options.timeZone = "Asia/Shanghai";
      format = new Intl.DateTimeFormat("en", options);
    }
    format.formatToParts(new Date()).forEach(function (part) { parts[part.type] = Number(part.value); });
    return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  }
  function moment(text) {
    var found = /^(\d+)-(\d+)-(\d+)(?:T(\d+):(\d+))?$/.exec(text);
    var day = Date.UTC(found[1], found[2] - 1, found[3]);
    return found[4] ? day + (found[4] * 60 + Number(found[5])) * 60000 : day + DAY;
  }
  var here = now(), today = Math.floor(here / DAY);
  var words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  document.querySelectorAll("time[data-due]").forEach(function (due) {
    var days = Math.floor(moment(due.dateTime.slice(0, 10)) / DAY) - 1 - today;
    var note = document.createElement("span");
    note.className = days < 0 ? "relative relative--past" : "relative";
    note.textContent = words.format(days, "day");
    due.after(" ", note);
  });
  // A page shows how things stood at the end of its day; its age counts from then, at whatever hour it was built.
  if (here - moment(foot.dataset.asOf) > OLD) {
    document.querySelectorAll("[data-stale]").forEach(function (note) {
      note.hidden = false;
      document.querySelector(".md-content__inner").prepend(note);
    });
  }
})();
// Tables that can be sorted: the heads become buttons. Cells without a value stay at the end, whatever the order.
(function () {
  "use strict";
  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    var heads = table.tHead.rows[0].cells, body = table.tBodies[0];
    Array.prototype.forEach.call(heads, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var rows = Array.prototype.map.call(body.rows, function (row) {
          var cell = row.cells[column], value = cell.dataset.sort;
          return { row: row, known: value !== "", value: value === undefined ? cell.textContent : Number(value) };
        });
        rows.sort(function (one, other) {
          if (one.known !== other.known) { return one.known ? -1 : 1; }
          var order = typeof one.value === "string" ? one.value.localeCompare(other.value) : one.value - other.value;
          return down ? -order : order;
        });
        rows.forEach(function (entry) { body.append(entry.row); });
      });
    });
  });
})();
