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
  // A page that was built long ago says so.
  var built = document.querySelector("[data-as-of]");
  if (built) {
    var age = Date.now() - Date.parse(built.dataset.asOf + "T23:59:59");
    if (age > 36 * 3600 * 1000) {
      document.querySelectorAll("[data-stale]").forEach(function (note) { note.hidden = false; });
    }
  }
})();
