// What the pages can do without, made easier with a script.
(function () {
  "use strict";
  // Wide tables scroll in their own box: reachable by keyboard where they need it.
  document.querySelectorAll(".md-content table").forEach(function (table) {
    var box = table.parentElement;
    if (!box.classList.contains("wide")) {
      box = document.createElement("div");
      box.className = "wide";
      table.replaceWith(box);
      box.append(table);
    }
    if (box.scrollWidth > box.clientWidth && !box.hasAttribute("tabindex")) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      var caption = table.querySelector("caption");
      box.setAttribute("aria-label", caption ? caption.textContent : document.title);
    }
  });
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
  // assets/built.js has the moment of the build; without it the end of the day that the page shows stands for it.
  var built = document.documentElement.dataset.built || foot.dataset.asOf;
  if (here - moment(built) > OLD) {
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
