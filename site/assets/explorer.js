// The explorer of the cases: narrows the list down, sorts it, and counts what each choice would leave.
// The list that stands in the page serves as the first one; a column is loaded when somebody needs it.
(function () {
  "use strict";
  const place = document.getElementById("explorer"), kentan = window.kentan;
  if (!place || !kentan) return;
  const { load, numbers, element, said, fill } = kentan;
  const PAGE = 30, FILES = 6, FEW = 10, figure = new Intl.NumberFormat();
  const still = document.getElementById("static"), lead = document.querySelector("#content > .lead");
  const SORTS = ["newest", "oldest", "due", "rating"];
  const columns = {}, orders = {};
  let facets, names, words, count, index, due;
  let state, turn = 0;

  // The state stands in the address: one parameter a facet, as often as values are chosen, and q, sort, page.
  function read() {
    const given = new URLSearchParams(location.search), chosen = {};
    for (const facet of facets) {
      const known = given.getAll(facet.id).filter((code) => facet.values.includes(code));
      if (known.length) chosen[facet.id] = new Set(known);
    }
    const sort = SORTS.includes(given.get("sort")) ? given.get("sort") : "newest";
    return { chosen, q: given.get("q") || "", sort, page: Math.max(1, parseInt(given.get("page"), 10) || 1) };
  }
  function write() {
    const given = new URLSearchParams();
    for (const facet of facets) for (const code of state.chosen[facet.id] || []) given.append(facet.id, code);
    if (state.q) given.set("q", state.q);
    if (state.sort !== "newest") given.set("sort", state.sort);
    if (state.page > 1) given.set("page", state.page);
    return String(given);
  }
  const idle = () => !write();

  // Columns: for each facet the number of the set of codes that a case has.
  async function column(id) {
    if (columns[id]) return;
    const { sets, values } = facets.find((facet) => facet.id === id);
    const made = sets.length > 65535 ? new Uint32Array(count) : new Uint16Array(count);
    if (id === "year") {
      for (const [year, first, length] of index.years) made.fill(sets.findIndex((set) => values[set[0]] === String(year)), first, first + length);
    } else numbers(await load(`cases/${id}`, index.versions[id]), made);
    columns[id] = made;
  }
  async function dueDays() {
    if (due) return;
    const days = numbers(await load("cases/due", index.versions.due), new Uint32Array(count)), made = new Float64Array(count);
    for (const [year, first, length] of index.years) {
      const start = Date.UTC(year, 0, 1) / 864e5;
      for (let at = first; at < first + length; at++) made[at] = days[at] ? start + days[at] : Infinity;
    }
    due = made;
  }
  const isOpen = (facet) => parts[facet.id] && parts[facet.id].details.open;
  const needed = () => [
    ...facets.filter((facet) => state.chosen[facet.id] || isOpen(facet)).map((facet) => column(facet.id)),
    ...(state.sort === "due" ? [dueDays()] : []), ...(state.sort === "rating" ? [column("rating")] : [])];

  // The order of all cases, made once for each way to sort; the newest come first where nothing else decides.
  function order(sort) {
    if (orders[sort]) return orders[sort];
    const found = new Uint32Array(count);
    if (sort === "newest" || sort === "oldest") {
      for (let at = 0; at < count; at++) found[at] = sort === "oldest" ? at : count - 1 - at;
    } else {
      const rating = facets.find((facet) => facet.id === "rating");
      const score = rating && rating.sets.map((set) => (set.length ? Number(rating.values[set[0]]) : 9));
      const keys = new Float64Array(count);
      for (let at = 0; at < count; at++) {
        const key = sort === "due" ? Math.min(due[at], 1e6) : score[columns.rating[at]];
        keys[at] = key * 2 ** 22 + (count - 1 - at);
      }
      keys.sort();
      for (let at = 0; at < count; at++) found[at] = count - 1 - (keys[at] % 2 ** 22);
    }
    return (orders[sort] = found);
  }

  // What is left: a case counts beside a value where nothing but that value's own facet would leave it out.
  function narrowed(marked) {
    const fails = new Uint8Array(count), which = new Uint8Array(count);
    facets.forEach((facet, number) => {
      const chosen = state.chosen[facet.id], own = columns[facet.id];
      if (!chosen) return;
      const misses = facet.sets.map((set) => (set.some((one) => chosen.has(facet.values[one])) ? 0 : 1));
      for (let at = 0; at < count; at++) if (misses[own[at]]) { fails[at]++; which[at] = number; }
    });
    if (marked) for (let at = 0; at < count; at++) if (!marked[at]) fails[at] = 99;
    const all = order(state.sort), found = new Uint32Array(count);
    let length = 0;
    for (let at = 0; at < count; at++) if (!fails[all[at]]) found[length++] = all[at];
    return { found: found.subarray(0, length), fails, which };
  }
  function counted({ found, fails, which }, facet) {
    const own = columns[facet.id], tally = new Uint32Array(facet.sets.length), left = new Uint32Array(facet.values.length);
    for (let at = 0; at < found.length; at++) tally[own[found[at]]]++;
    const number = facets.indexOf(facet);
    if (state.chosen[facet.id]) for (let at = 0; at < count; at++) if (fails[at] === 1 && which[at] === number) tally[own[at]]++;
    facet.sets.forEach((set, at) => set.forEach((one) => { left[one] += tally[at]; }));
    return left;
  }
  let marked = { q: "" };
  async function matching() {
    if (marked.q !== state.q) {
      const mask = new Uint8Array(count);
      const [named, found] = await Promise.all([kentan.byId(state.q), kentan.cases(state.q)]);
      for (const at of [...named, ...found]) mask[at] = 1;
      marked = { q: state.q, mask };
    }
    return state.q ? marked.mask : null;
  }

  // What is shown.
  const text = element("input", { type: "search", id: "explorer-text", autocomplete: "off", spellcheck: "false" });
  const sort = element("select", { id: "explorer-sort" });
  const chips = element("p", { class: "chips" }), boxes = element("div", { class: "facets" });
  const status = element("p", { class: "lead", role: "status" }), list = element("div", { class: "wide" });
  const pager = element("nav", { class: "pager" });
  const parts = {};

  function build() {
    const label = (to, words) => element("label", { for: to }, words);
    for (const one of SORTS) sort.append(element("option", { value: one }, words.sorts[one]));
    for (const facet of facets) {
      if (!facet.values.length) continue;
      const chosen = element("span", { class: "count" });
      const summary = element("summary", {}, names[facet.id].name, " ", chosen), details = element("details", { class: "facet", name: "facet" }, summary);
      parts[facet.id] = { lines: [], chosen, details };
      summary.addEventListener("click", () => { if (!parts[facet.id].lines.length) unfold(facet); });
      details.addEventListener("toggle", () => {
        number(facet);
        if (details.open) Promise.all([column(facet.id), kentan.rows([count - 1])]).then(() => number(facet), () => {});
      });
      boxes.append(details);
    }
    pager.setAttribute("aria-label", words.pages_of_list);
    place.replaceChildren(
      element("div", { class: "explorer__top" }, element("div", {}, label("explorer-text", words.text), text), element("div", {}, label("explorer-sort", words.sort), sort)),
      boxes, chips, status, list, pager);
    let later;
    text.addEventListener("input", () => { clearTimeout(later); later = setTimeout(() => { state.q = text.value.trim(); changed(true); }, 250); });
    sort.addEventListener("change", () => { state.sort = sort.value; changed(); });
    window.addEventListener("popstate", () => { state = read(); show(); });
    const close = (event) => boxes.querySelectorAll("details[open]").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    boxes.addEventListener("keydown", (event) => {
      const open = event.key === "Escape" && event.target.closest("details[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    });
  }

  function choose(facet, code, on) {
    const chosen = state.chosen[facet.id] || (state.chosen[facet.id] = new Set());
    if (on) chosen.add(code); else chosen.delete(code);
    if (!chosen.size) delete state.chosen[facet.id];
    changed();
  }
  const isChosen = (facet, code) => Boolean(state.chosen[facet.id] && state.chosen[facet.id].has(code));
  function unfold(facet) {
    const { names: said_, ordered } = names[facet.id];
    const lines = facet.values.map((code, at) => {
      const box = element("input", { type: "checkbox" }), number = element("span", { class: "count" });
      box.checked = isChosen(facet, code);
      box.addEventListener("change", () => choose(facet, code, box.checked));
      return { code, at, box, number, line: element("li", {}, element("label", {}, box, " ", said(said_[at]), " ", number)) };
    });
    const order = [...lines].sort((one, other) => (ordered ? other.at - one.at : facet.totals[other.at] - facet.totals[one.at] || one.at - other.at));
    const more = order.length > FEW + 2 ? element("button", { type: "button", class: "plain" }, fill(words.others, { count: order.length - FEW })) : null;
    if (more) {
      order.slice(FEW).forEach((one) => { one.line.hidden = true; });
      more.addEventListener("click", () => { order.forEach((one) => { one.line.hidden = false; }); more.remove(); order[FEW].box.focus(); });
    }
    parts[facet.id].lines = lines;
    parts[facet.id].details.append(element("ul", {}, ...order.map((one) => one.line), more ? element("li", {}, more) : null));
  }

  function changed(typing) {
    state.page = 1;
    keep(typing);
    show();
  }
  function keep(typing) {
    const address = location.pathname + (idle() ? "" : `?${write()}`);
    try { history[typing ? "replaceState" : "pushState"](null, "", address); } catch (_disk) { /* from a disk some browsers keep the address */ }
  }

  let last = null;
  function number(facet) {
    if (!isOpen(facet) || (last && !columns[facet.id])) return;
    const left = last ? counted(last, facet) : facet.totals;
    for (const one of parts[facet.id].lines) {
      one.number.textContent = figure.format(left[one.at]);
      one.line.classList.toggle("none", !left[one.at] && !one.box.checked);
    }
  }
  function tell(found) {
    last = found;
    if (document.activeElement !== text) text.value = state.q;
    sort.value = state.sort;
    const active = [];
    for (const facet of facets) {
      if (!parts[facet.id]) continue;
      const chosen = state.chosen[facet.id];
      parts[facet.id].chosen.textContent = chosen ? String(chosen.size) : "";
      facet.values.forEach((code, at) => { if (isChosen(facet, code)) active.push([facet, code, names[facet.id].names[at]]); });
      for (const one of parts[facet.id].lines) one.box.checked = isChosen(facet, one.code);
      number(facet);
    }
    chips.replaceChildren(...active.map(([facet, code, name]) => {
      const chip = element("button", { type: "button", class: "chip" }, `${names[facet.id].name}: `, said(name), element("span", { class: "unseen" }, ` ${words.remove}`));
      chip.addEventListener("click", () => { choose(facet, code, false); (chips.querySelector("button") || text).focus(); });
      return chip;
    }));
    if (!idle()) {
      const clear = element("button", { type: "button", class: "plain" }, words.clear);
      clear.addEventListener("click", () => { text.value = ""; state = { chosen: {}, q: "", sort: state.sort, page: 1 }; keep(); show(); text.focus(); });
      chips.append(clear);
    }
  }
  function line(row) {
    const cells = (kind) => (term, ...inner) => element("td", kind ? { class: kind, "data-term": term } : { "data-term": term }, ...inner);
    const cell = cells(), name = cells("name"), day = cells("day");
    const [first, second, third, fourth, fifth] = words.columns;
    const department = row.lead.length ? said(row.lead.slice(1)) : words.nobody;
    const led = row.lead[0] ? element("a", { href: new URL(`../${row.lead[0]}`, location.href.split(/[?#]/)[0]) }, department) : department;
    return element("tr", {}, cell(first, kentan.caseLink(row), element("span", { class: "list__sub" }, row.id)), cell(second, ...kentan.tags(row.tags)), name(third, led), name(fourth, said(row.topic)), day(fifth, kentan.moment(row.on)));
  }
  function turnTo(page, words) {
    const made = element("button", { type: "button", class: "plain" }, words);
    made.addEventListener("click", () => { state.page = page; keep(); show(); place.scrollIntoView(); });
    return made;
  }

  async function show() {
    const mine = ++turn;
    still.hidden = !idle();
    lead.hidden = !idle();
    if (idle()) {
      status.textContent = "";
      list.replaceChildren();
      pager.replaceChildren();
      tell(null);
      return;
    }
    try {
      if (!list.firstChild) status.textContent = words.loading;
      const [mask] = await Promise.all([matching(), ...needed()]);
      if (mine !== turn) return;
      const began = performance.now(), left = narrowed(mask), { found } = left;
      const pages = Math.max(1, Math.ceil(found.length / PAGE));
      state.page = Math.min(state.page, pages);
      const from = (state.page - 1) * PAGE, all = [...found.subarray(from, from + PAGE)];
      tell(left);
      status.textContent = fill(words.left, { count: figure.format(found.length), total: figure.format(count) });
      place.dataset.took = (performance.now() - began).toFixed(1);
      const rows = await kentan.rows(all, FILES);
      if (mine !== turn) return;
      const head = element("thead", {}, element("tr", {}, ...words.columns.map((term) => element("th", { scope: "col" }, term))));
      const caption = element("caption", { class: "unseen" }, words.cases), body = element("tbody", {}, ...rows.map(line));
      list.replaceChildren(rows.length ? element("table", { class: "list" }, caption, head, body) : element("p", { class: "nothing" }, words.nothing));
      place.dataset.began = String(turn);
      if (rows.length < all.length) {
        pager.replaceChildren(); // what fits a screen stands there; the other files are asked for now
        const others = await kentan.rows(all.slice(rows.length));
        if (mine !== turn) return;
        body.append(...others.map(line));
      }
      pager.replaceChildren(
        ...(state.page > 1 ? [turnTo(state.page - 1, words.newer)] : []),
        ...(pages > 1 ? [element("span", {}, fill(words.page, { page: state.page, last: pages }))] : []),
        ...(state.page < pages ? [turnTo(state.page + 1, words.older)] : []));
      place.dataset.shown = String(turn);
    } catch (_missing) {
      status.textContent = words.broken;
      still.hidden = false;
    }
  }

  (async function start() {
    const lines = await Promise.all([load("cases/index"), load("rows/index")]).then(([all, rows]) => { index = all; return rows; });
    ({ facets, count } = index);
    ({ facets: names, words } = lines);
    state = read();
    build();
    document.querySelectorAll("[data-static-facets]").forEach((one) => { one.hidden = true; });
    await show();
    place.dataset.ready = "";
  })().catch(() => { place.hidden = true; });
})();
