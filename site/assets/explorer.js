// The explorer of the cases: narrows the list down, sorts it, and counts what each choice would leave.
// The list that stands in the page serves as the first one, until somebody opens a facet: then its own takes the place. So
// whoever chooses finds everything asked for, run and drawn once. A column is loaded when somebody needs it.
(function () {
  "use strict";
  const place = document.getElementById("explorer"), kentan = window.kentan;
  if (!place || !kentan) return;
  const { load, element, said, fill } = kentan;
  const PAGE = 30, FEW = 10, HANDFUL = 6, PATIENCE = 90, SOON = 30, REST = 50, figure = new Intl.NumberFormat();
  const still = document.getElementById("static"), lead = document.querySelector("#content > .lead");
  const SORTS = ["newest", "oldest", "due", "rating"];
  const columns = {};
  let facets, names, words, count, index, due, fails, chunk, most, rare, version;
  let state, turn = 0, up = false;

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
    if (id === "year") {
      const made = new Uint16Array(count);
      for (const [year, first, length] of index.years) made.fill(sets.findIndex((set) => values[set[0]] === String(year)), first, first + length);
      columns[id] = made;
    } else columns[id] = await load(`cases/${id}`, index.versions[id], { count, width: sets.length > 65535 ? "wide" : "narrow" });
  }
  async function dueDays() {
    if (due) return;
    const days = Uint32Array.from(await load("cases/due", index.versions.due, { count, width: "wide" }));
    for (const [year, first, length] of index.years) {
      const start = Date.UTC(year, 0, 1) / 864e5;
      for (let at = first; at < first + length; at++) if (days[at]) days[at] += start;
    }
    due = days;
    const open = [];
    for (let at = 0; at < count; at++) if (days[at]) open.push(at);
    newest.due = { name: "rows/due", places: new Map(Array.from(dueFirst(open).subarray(0, most), (at, place) => [at, place])) };
  }
  function dueFirst(found) {
    const keys = new Float64Array(found.length);
    let length = 0;
    for (let at = 0; at < found.length; at++) if (due[found[at]]) keys[length++] = due[found[at]] * 2 ** 22 + count - found[at];
    return keys.subarray(0, length).sort().map((key) => count - (key % 2 ** 22));
  }
  const soon = (...all) => { Promise.all(all).catch(() => {}); };
  const isOpen = (facet) => parts[facet.id] && parts[facet.id].details.open;
  const needed = () => [
    ...facets.filter((facet) => state.chosen[facet.id] || isOpen(facet)).map((facet) => column(facet.id)),
    ...(state.sort === "due" ? [dueDays()] : []), ...(state.sort === "rating" ? [column("rating")] : [])];

  // What goes through all cases stands in functions of its own: a browser that has made one fast need not do so again.
  function add(missing, own) { for (let at = 0; at < own.length; at++) fails[at] += missing[own[at]]; }
  function leave(mask) { for (let at = 0; at < mask.length; at++) if (!mask[at]) fails[at] = 99; }
  function gather(into) {
    let length = 0;
    for (let at = into.length - 1; at >= 0; at--) if (!fails[at]) into[length++] = at;
    return into.subarray(0, length);
  }
  function tallied(own, found, into) { for (let at = 0; at < found.length; at++) into[own[found[at]]]++; }
  function tallyBut(missing, own, into) { for (let at = 0; at < own.length; at++) if (fails[at] === missing[own[at]]) into[own[at]]++; }

  // While somebody reads the values of a facet: what a choice among them goes through, with nothing left out.
  function rehearse({ id, sets }) {
    if (!fails) return;
    const none = new Uint8Array(sets.length);
    add(none, columns[id]);
    tallyBut(none, columns[id], new Uint32Array(sets.length));
  }

  // What is left, and for each case how many facets would leave it out: a value counts what its own facet alone leaves out.
  const misses = (facet) => Uint8Array.from(facet.sets, (set) => (set.some((one) => state.chosen[facet.id].has(facet.values[one])) ? 0 : 1));
  function narrowed(mask) {
    fails = fails ? fails.fill(0) : new Uint8Array(count);
    for (const facet of facets) if (state.chosen[facet.id]) add(misses(facet), columns[facet.id]);
    if (mask) leave(mask);
    return sorted(gather(new Uint32Array(count)));
  }
  // Sorts what is given newest first; the newest stay first where nothing else decides.
  function sorted(found) {
    if (state.sort === "oldest") found.reverse();
    if (state.sort === "due") {
      const first = dueFirst(found);
      for (let at = found.length - 1, to = at; at >= 0; at--) if (!due[found[at]]) found[to--] = found[at];
      found.set(first);
    }
    if (state.sort === "rating") {
      const own = columns.rating, rating = facets.find((facet) => facet.id === "rating");
      const scores = rating.sets.map((set) => (set.length ? Number(rating.values[set[0]]) : Infinity));
      const lists = [...new Set(scores)].sort((one, other) => one - other).map((score) => found.filter((at) => scores[own[at]] === score));
      let place = 0;
      for (const list of lists) { found.set(list, place); place += list.length; }
    }
    return found;
  }
  function counted(found, facet) {
    const own = columns[facet.id], tally = new Uint32Array(facet.sets.length), left = new Uint32Array(facet.values.length);
    if (state.chosen[facet.id]) tallyBut(misses(facet), own, tally);
    else tallied(own, found, tally);
    facet.sets.forEach((set, at) => set.forEach((one) => { left[one] += tally[at]; }));
    return left;
  }

  // The lines of some cases, each asked for once. The newest of a rare value and those due first lie in files of their own,
  // which are asked for where they spare others.
  const known = new Map(), newest = {};
  function placesIn(facet, code) {
    const name = `rows/${facet.id}/${code}`, value = facet.values.indexOf(code), own = columns[facet.id], places = new Map();
    if (!newest[name]) {
      const has = facet.sets.map((set) => set.includes(value)), end = facet.id === "year" || facet.totals[value] * rare > count ? 0 : most;
      for (let at = count - 1; at >= 0 && places.size < end; at--) if (has[own[at]]) places.set(at, places.size);
      newest[name] = { name, places };
    }
    return newest[name];
  }
  async function lines(list) {
    let left = list.filter((number) => !known.has(number));
    const asked = [], within = ({ places }) => left.filter((number) => places.has(number));
    const files = facets.flatMap((facet) => [...(state.sort === facet.id ? facet.values : state.chosen[facet.id] || [])].map((code) => placesIn(facet, code)));
    if (state.sort === "due") files.push(newest.due);
    for (const file of files.sort((one, other) => within(other).length - within(one).length)) {
      const own = within(file);
      if (new Set(own.map((number) => Math.floor(number / chunk))).size < 2) continue;
      asked.push(load(file.name, version).then((found) => own.forEach((number) => known.set(number, kentan.row(found, file.places.get(number))))));
      left = left.filter((number) => !file.places.has(number));
    }
    asked.push(kentan.rows(left).then((found) => found.forEach((row, at) => known.set(left[at], row))));
    await Promise.all(asked);
    return list.map((number) => known.get(number));
  }
  let marked = { q: "" };
  async function matching() {
    const { q } = state;
    if (q && marked.q !== q) {
      const mask = new Uint8Array(count);
      for (const found of await Promise.all([kentan.byId(q), kentan.cases(q)])) for (const at of found) mask[at] = 1;
      marked = { q, mask };
    }
    return q ? marked.mask : null;
  }

  // What somebody points at is looked up before it is chosen: the lines of its list are known then, and drawn at once.
  let pointed, spare;
  const copied = () => ({ ...state, chosen: Object.fromEntries(Object.entries(state.chosen).map(([id, codes]) => [id, new Set(codes)])), page: 1 });
  function within(other, work) {
    const own = [state, fails];
    [state, fails] = [other, spare || null];
    try { return work(); } finally { spare = fails; [state, fails] = own; }
  }
  async function foresee(change) {
    const mine = turn, other = copied();
    change(other);
    if ((other.q && other.q !== marked.q) || (navigator.connection && navigator.connection.saveData)) return;
    await Promise.all(within(other, needed));
    if (mine === turn) await within(other, () => lines([...narrowed(other.q ? marked.mask : null).subarray((other.page - 1) * PAGE, other.page * PAGE).subarray(0, filling())]));
  }
  function hinted(made, change) {
    for (const near of ["pointerover", "focusin"]) {
      made.addEventListener(near, () => { clearTimeout(pointed); pointed = setTimeout(() => soon(foresee(change)), REST); });
    }
    return made;
  }

  // What is shown.
  const text = element("input", { type: "search", id: "explorer-text", autocomplete: "off", spellcheck: "false" });
  const sort = element("select", { id: "explorer-sort" });
  const chips = element("p", { class: "chips" }), boxes = element("div", { class: "facets" });
  const status = element("p", { class: "lead", role: "status" }), list = element("div", { class: "wide" });
  const pager = element("nav", { class: "pager" });
  const body = element("tbody"), more = element("button", { type: "button", class: "plain" }), parts = {};
  let wanted = [], drawn = 0;

  function build() {
    const label = (to, words) => element("label", { for: to }, words);
    for (const one of SORTS) sort.append(element("option", { value: one }, words.sorts[one]));
    for (const facet of facets) {
      if (!facet.values.length) continue;
      const chosen = element("span", { class: "count" });
      const summary = element("summary", {}, names[facet.id].name, " ", chosen), details = element("details", { class: "facet", name: "facet" }, summary);
      parts[facet.id] = { lines: [], chosen, details };
      for (const near of ["pointerover", "focus"]) summary.addEventListener(near, () => soon(column(facet.id), foresee(() => {})), { once: true });
      summary.addEventListener("click", () => { if (!parts[facet.id].lines.length) unfold(facet); });
      details.addEventListener("toggle", () => {
        number(facet);
        if (details.open) column(facet.id).then(() => (last ? number(facet) : new Promise((later) => setTimeout(later, PATIENCE)).then(() => last || show()))).then(() => rehearse(facet), () => {});
      });
      boxes.append(details);
    }
    pager.setAttribute("aria-label", words.pages_of_list);
    more.textContent = words.more;
    more.addEventListener("click", () => extend(true));
    place.replaceChildren(
      element("div", { class: "explorer__top" }, element("div", {}, label("explorer-text", words.text), text), element("div", {}, label("explorer-sort", words.sort), sort)),
      boxes, chips, status, list, pager);
    const typed = () => { if (state.q !== text.value.trim()) { state.q = text.value.trim(); changed("replaceState"); } };
    text.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
    text.addEventListener("compositionend", typed);
    sort.addEventListener("change", () => { state.sort = sort.value; changed(); });
    text.addEventListener("focus", () => setTimeout(() => soon(load("traditional"), load("search/index")), 200));
    for (const near of ["pointerdown", "focus"]) sort.addEventListener(near, () => SORTS.forEach((one, at) => {
      if (one !== state.sort) setTimeout(() => soon(foresee((of) => { of.sort = one; })), at * REST);
    }));
    window.addEventListener("popstate", () => { unkept = null; state = read(); show(); });
    const shut = (event) => boxes.querySelectorAll("details[open]").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
    document.addEventListener("pointerdown", shut);
    document.addEventListener("focusin", shut);
    boxes.addEventListener("keydown", (event) => {
      const open = event.key === "Escape" && event.target.closest("details[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    });
  }

  function put(of, facet, code, on) {
    const chosen = of.chosen[facet.id] || (of.chosen[facet.id] = new Set());
    if (on) chosen.add(code); else chosen.delete(code);
    if (!chosen.size) delete of.chosen[facet.id];
  }
  function choose(facet, code, on) {
    put(state, facet, code, on);
    changed();
  }
  const isChosen = (facet, code) => Boolean(state.chosen[facet.id] && state.chosen[facet.id].has(code));
  function unfold(facet) {
    const { names: said_, ordered } = names[facet.id];
    const all = facet.values.map((code, at) => {
      const box = element("input", { type: "checkbox" }), number = element("span", { class: "count" });
      box.checked = isChosen(facet, code);
      box.addEventListener("change", () => choose(facet, code, box.checked));
      const line = element("li", {}, element("label", {}, box, " ", said(said_[at]), " ", number));
      return { code, at, box, number, line: hinted(line, (of) => put(of, facet, code, !box.checked)) };
    });
    const order = [...all].sort((one, other) => (ordered ? other.at - one.at : facet.totals[other.at] - facet.totals[one.at] || one.at - other.at));
    const more = order.length > FEW + 2 ? element("button", { type: "button", class: "plain" }, fill(words.others, { count: order.length - FEW })) : null;
    if (more) {
      order.slice(FEW).forEach((one) => { one.line.hidden = true; });
      more.addEventListener("click", () => { order.forEach((one) => { one.line.hidden = false; }); more.remove(); order[FEW].box.focus(); });
    }
    parts[facet.id].lines = all;
    parts[facet.id].details.append(element("ul", {}, ...order.map((one) => one.line), more ? element("li", {}, more) : null));
  }

  // The address follows once the list is drawn: for a new one a browser asks for the icon again, which costs as much as lines.
  let unkept = null;
  function changed(how = "pushState", page = 1) {
    if (unkept) keep();
    state.page = page;
    unkept = how;
    show();
  }
  function keep() {
    const address = location.pathname + (idle() ? "" : `?${write()}`), how = unkept;
    unkept = null;
    try { if (how) history[how](null, "", address); } catch (_disk) { /* from a disk some browsers keep the address */ }
  }

  let last = null;
  function number(facet) {
    if (!isOpen(facet) || (last && !columns[facet.id])) return;
    const left = last ? counted(last, facet) : facet.totals;
    for (const one of parts[facet.id].lines) {
      one.line.classList.toggle("none", !left[one.at] && !one.box.checked);
      if (one.left === left[one.at]) continue;
      one.left = left[one.at];
      one.number.textContent = figure.format(one.left);
    }
  }
  function tell(found) {
    last = found;
    status.textContent = fill(words.left, { count: figure.format(found.length), total: figure.format(count) });
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
    const held = chips.contains(document.activeElement);
    chips.replaceChildren(...active.map(([facet, code, name]) => {
      const chip = element("button", { type: "button", class: "chip" }, `${names[facet.id].name}: `, said(name), element("span", { class: "unseen" }, ` ${words.remove}`));
      chip.addEventListener("click", () => choose(facet, code, false));
      return hinted(chip, (of) => put(of, facet, code, false));
    }));
    if (!idle()) {
      const clear = element("button", { type: "button", class: "plain" }, words.clear);
      clear.addEventListener("click", () => { text.value = ""; state = { chosen: {}, q: "", sort: state.sort, page: 1 }; changed(); });
      chips.append(hinted(clear, (of) => { of.chosen = {}; }));
    }
    if (unkept) requestAnimationFrame(() => setTimeout(keep, SOON));
    if (held) (chips.querySelector("button") || text).focus({ preventScroll: true });
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
    made.addEventListener("click", () => { up = true; changed("pushState", page); });
    return hinted(made, (of) => { of.page = page; });
  }

  // The lines of a page come as they are seen: those that fill the window at once, the next where somebody sees their end.
  const filling = () => Math.max(4, Math.ceil((innerHeight + (up ? 0 : scrollY) - (idle() ? 450 : 480)) / 70));
  const end = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) extend(); });
  async function extend(asked) {
    const mine = turn, from = body.rows.length;
    if (drawn !== turn) return;
    try {
      const rows = await lines(wanted.slice(from, Math.max(from + HANDFUL, filling())));
      if (mine !== turn || from !== body.rows.length) return;
      body.append(...rows.map(line));
      if (asked) body.rows[from].querySelector("a").focus();
      foot();
    } catch (_missing) { status.textContent = words.broken; }
  }
  function foot() {
    end.unobserve(more);
    if (body.rows.length < wanted.length) {
      pager.replaceChildren(more);
      end.observe(more);
      return;
    }
    const pages = Math.ceil(last.length / PAGE);
    pager.replaceChildren(
      ...(state.page > 1 ? [turnTo(state.page - 1, words.newer)] : []),
      ...(pages > 1 ? [element("span", {}, fill(words.page, { page: state.page, last: pages }))] : []),
      ...(state.page < pages ? [turnTo(state.page + 1, words.older)] : []));
  }

  async function show() {
    const mine = ++turn, room = filling();
    // What comes soon is drawn at once, in one turn of the browser; what takes longer is told first.
    let late = setTimeout(() => { if (!list.firstChild) status.textContent = words.loading; }, PATIENCE);
    try {
      const [mask] = await Promise.all([matching(), ...needed()]);
      if (mine !== turn) return;
      const found = narrowed(mask);
      state.page = Math.min(state.page, Math.max(1, Math.ceil(found.length / PAGE)));
      wanted = [...found.subarray((state.page - 1) * PAGE, state.page * PAGE)];
      const asked = lines(wanted.slice(0, room));
      clearTimeout(late);
      late = setTimeout(() => { if (mine === turn) tell(found); }, PATIENCE);
      const rows = await asked;
      if (mine !== turn) return;
      still.hidden = lead.hidden = true;
      body.replaceChildren(...rows.map(line));
      const head = element("thead", {}, element("tr", {}, ...words.columns.map((term) => element("th", { scope: "col" }, term))));
      list.replaceChildren(rows.length ? element("table", { class: "list" }, element("caption", { class: "unseen" }, words.cases), head, body) : element("p", { class: "nothing" }, words.nothing));
      if (last !== found) tell(found);
      foot();
      if (up) place.scrollIntoView();
      up = false;
      place.dataset.shown = drawn = turn;
    } catch (_missing) {
      status.textContent = words.broken;
      still.hidden = false;
    } finally {
      clearTimeout(late);
    }
  }

  (async function start() {
    let own;
    [index, own] = await Promise.all([load("cases/index"), load("rows/index")]);
    ({ facets, count } = index);
    ({ facets: names, words, chunk, newest: { most, rare, version } } = own);
    state = read();
    build();
    document.querySelectorAll("[data-static-facets]").forEach((one) => { one.hidden = true; });
    if (!idle()) await show();
    place.dataset.ready = "";
    setTimeout(kentan.begin, 300);
  })().catch(() => { place.hidden = true; });
})();
