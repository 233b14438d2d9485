// The explorer of the cases: narrows the list down, sorts it, counts what each choice would leave.
// The list of the page serves as the first one until somebody opens a facet. A column is loaded when needed.
(function () {
  "use strict";
  const place = document.getElementById("explorer"), kentan = window.kentan;
  if (!place || !kentan) return;
  const { load, element, mark, spell, said, fill } = kentan;
  const PAGE = 30, FEW = 10, HANDFUL = 6, PATIENCE = 90, SOON = 30, REST = 50, figure = new Intl.NumberFormat();
  const still = document.getElementById("static");
  const SORTS = ["newest", "oldest", "due", "rating"], columns = {};
  let facets, names, words, count, index, due, fails, chunk, most, rare, version;
  let state, turn = 0, up = false;

  // The state stands in the address: one parameter a facet, as often as values are chosen, and q, sort, page.
  function read() {
    const given = new URLSearchParams(location.search), chosen = {};
    for (const { id, values } of facets) {
      const known = given.getAll(id).filter((code) => values.includes(code));
      if (known.length) chosen[id] = new Set(known);
    }
    const sort = SORTS.find((one) => one === given.get("sort")) || "newest";
    return { chosen, q: given.get("q") || "", sort, page: Math.max(1, parseInt(given.get("page"), 10) || 1) };
  }
  function write() {
    const given = new URLSearchParams();
    for (const { id } of facets) for (const code of state.chosen[id] || []) given.append(id, code);
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
    newest.due = { name: "rows/due", places: new Map(Array.from(dueFirst([...days.keys()]).subarray(0, most), (at, place) => [at, place])) };
  }
  function dueFirst(found) {
    const keys = new Float64Array(found.length);
    let length = 0;
    for (let at = 0; at < found.length; at++) if (due[found[at]]) keys[length++] = due[found[at]] * 2 ** 22 + count - found[at];
    return keys.subarray(0, length).sort().map((key) => count - (key % 2 ** 22));
  }
  const soon = (...all) => { Promise.all(all).catch(() => {}); };
  const isOpen = ({ id }) => parts[id]?.details.open;
  const needed = () => [
    ...facets.filter((facet) => state.chosen[facet.id] || isOpen(facet)).map((facet) => column(facet.id)),
    state.sort === "due" && dueDays(), state.sort === "rating" && column("rating")];

  // What goes through all cases stands in functions of its own, which a browser makes fast once.
  function add(missing, own) { for (let at = 0; at < own.length; at++) fails[at] += missing[own[at]]; }
  function leave(mask) { for (let at = 0; at < mask.length; at++) if (!mask[at]) fails[at] = 99; }
  function gather(into) {
    let length = 0;
    for (let at = into.length - 1; at >= 0; at--) if (!fails[at]) into[length++] = at;
    return into.subarray(0, length);
  }
  function tallied(own, found, into) { for (let at = 0; at < found.length; at++) into[own[found[at]]]++; }
  function tallyBut(missing, own, into) { for (let at = 0; at < own.length; at++) if (fails[at] === missing[own[at]]) into[own[at]]++; }

  // What is left, and for each case how many facets would leave it out: a value counts what its own facet alone leaves out.
  const misses = ({ id, sets, values }) => Uint8Array.from(sets, (set) => !set.some((one) => state.chosen[id].has(values[one])));
  function narrowed(mask) {
    fails = fails ? fails.fill(0) : new Uint8Array(count);
    for (const facet of facets) if (state.chosen[facet.id]) add(misses(facet), columns[facet.id]);
    if (mask) leave(mask);
    return sorted(gather(new Uint32Array(count)));
  }
  // The newest stay first where nothing else decides.
  function sorted(found) {
    if (state.sort === "oldest") found.reverse();
    if (state.sort === "due") {
      const first = dueFirst(found);
      for (let at = found.length - 1, to = at; at >= 0; at--) if (!due[found[at]]) found[to--] = found[at];
      found.set(first);
    }
    if (state.sort === "rating") {
      const own = columns.rating, { sets, values } = facets.find(({ id }) => id === "rating");
      const scores = sets.map(([first]) => Number(values[first] ?? Infinity));
      const lists = [...new Set(scores)].sort((one, other) => one - other).map((score) => found.filter((at) => scores[own[at]] === score));
      let place = 0;
      for (const list of lists) { found.set(list, place); place += list.length; }
    }
    return found;
  }
  function counted(found, facet) {
    const { id, sets, values } = facet, own = columns[id], tally = new Uint32Array(sets.length), left = new Uint32Array(values.length);
    if (state.chosen[id]) tallyBut(misses(facet), own, tally);
    else tallied(own, found, tally);
    sets.forEach((set, at) => set.forEach((one) => { left[one] += tally[at]; }));
    return left;
  }

  // The lines of some cases, each asked for once. The newest of a rare value and those due first lie in files of their own.
  const known = new Map(), newest = {};
  function placesIn({ id, sets, values, totals }, code) {
    const name = `rows/${id}/${code}`, value = values.indexOf(code), own = columns[id], places = new Map();
    if (!newest[name]) {
      const has = sets.map((set) => set.includes(value)), end = id === "year" || totals[value] * rare > count ? 0 : most;
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
  let marked = {};
  async function matching() {
    const { q } = state;
    if (!q) return null;
    if (marked.q !== q) {
      const mask = new Uint8Array(count), [named, held] = await Promise.all([kentan.byId(q), kentan.holding(q)]);
      for (const at of named) mask[at] = 1;
      for (const at of held) mask[at >> 1] = 1;
      marked = { q, mask };
    }
    return marked.mask;
  }

  // What somebody points at is looked up before it is chosen: its lines are known then, and drawn at once.
  let pointed, spare;
  function within(other, work) {
    const own = [state, fails];
    [state, fails] = [other, spare];
    try { return work(); } finally { spare = fails; [state, fails] = own; }
  }
  async function foresee(change) {
    const mine = turn, other = { ...state, chosen: { ...state.chosen }, page: 1 };
    change(other);
    if ((other.q && other.q !== marked.q) || navigator.connection?.saveData) return;
    await Promise.all(within(other, needed));
    if (mine === turn) await within(other, () => {
      const found = narrowed(other.q && marked.mask);
      facets.filter(isOpen).forEach((facet) => counted(found, facet));
      return lines(listed(found).slice(0, filling()));
    });
  }
  const listed = (found) => [...found.subarray((state.page - 1) * PAGE, state.page * PAGE)];
  function on(made, events, work) {
    for (const event of events.split(" ")) made.addEventListener(event, work);
    return made;
  }
  const hinted = (made, change) => on(made, "pointerover focusin", () => { clearTimeout(pointed); pointed = setTimeout(() => soon(foresee(change)), REST); });
  const plain = (words, work, kind = "plain") => on(element("button", { type: "button", class: kind }, ...words), "click", work);

  const text = element("input", { type: "search", id: "explorer-text", autocomplete: "off", spellcheck: "false" });
  const sort = element("select", { id: "explorer-sort" }), chips = element("p", { class: "chips" }), boxes = element("div", { class: "facets" });
  const status = element("p", { class: "lead", role: "status" }), list = element("div", { class: "wide" });
  const pager = element("nav", { class: "pager" }), body = element("tbody"), parts = {}, kept = {};
  let wanted = [], drawn = 0, blank, table, nothing, more, clear, seen;

  function build() {
    const under = (words, box) => element("div", {}, element("label", { for: box.id }, words), box);
    for (const one of SORTS) sort.append(element("option", { value: one }, words.sorts[one]));
    for (const facet of facets) {
      const { id, values } = facet, chosen = element("span", { class: "count" });
      if (!values.length) continue;
      const summary = element("summary", {}, names[id].name, " ", chosen), details = element("details", { class: "facet", name: "facet" }, summary);
      parts[id] = { lines: [], chosen, details };
      on(summary, "pointerover focus click", () => { if (!parts[id].lines.length) { unfold(facet); soon(column(id), foresee(() => {})); } });
      on(summary, "click", (event) => {
        event.preventDefault();
        steady(summary, () => { details.open = !details.open; });
      });
      on(details, "toggle", () => {
        number(facet);
        if (details.open) soon(column(id).then(() => { if (last) number(facet); else setTimeout(() => last || show(), PATIENCE); }));
      });
      boxes.append(details);
    }
    pager.setAttribute("aria-label", words.pages_of_list);
    more = plain([words.more], () => extend(true));
    clear = hinted(plain([words.clear], () => { text.value = ""; state = { ...state, chosen: {}, q: "" }; changed(); }), (of) => { of.chosen = {}; of.q = ""; });
    const cell = (at, kind, ...inner) => element("td", { ...kind, "data-term": words.columns[at] }, ...inner), name = { class: "name" };
    blank = element("tr", {}, cell(0, {}, element("a", { class: "list__title" }, element("bdi")), element("span", { class: "list__sub" })),
      cell(1), cell(2, name, element("bdi")), cell(3, name, element("bdi")), cell(4, { class: "day" }, element("time")));
    const head = element("tr", {}, ...words.columns.map((term) => element("th", { scope: "col" }, term)));
    table = element("table", { class: "list" }, element("caption", { class: "unseen" }, words.cases), element("thead", {}, head), body);
    nothing = element("p", { class: "nothing" }, words.nothing);
    place.replaceChildren(
      element("div", { class: "explorer__top" }, under(words.text, text), under(words.sort, sort)), boxes, chips, status, list, pager);
    on(text, "input compositionend", ({ isComposing }) => {
      const q = text.value.trim();
      if (isComposing || q === state.q) return;
      state.q = q;
      changed("replaceState");
    });
    on(sort, "change", () => { state.sort = sort.value; changed(); });
    on(text, "focus", () => setTimeout(() => soon(kentan.byId(""), load("search/index")), 200));
    const look = () => { seen = innerHeight + scrollY; };
    on(window, "scroll resize", look);
    look();
    on(sort, "pointerdown focus", () => SORTS.forEach((one, at) => {
      if (one !== state.sort) setTimeout(() => soon(foresee((of) => { of.sort = one; })), at * REST);
    }));
    on(window, "popstate", () => { unkept = null; state = read(); show(); });
    // What was touched stays where it is when a facet above it closes: on a phone it would move up.
    const narrow = () => matchMedia("(max-width: 44.9em)").matches;
    function steady(target, work) {
      if (!narrow()) return work();
      const { top } = target.getBoundingClientRect();
      work();
      scrollBy({ top: target.getBoundingClientRect().top - top, behavior: "instant" });
    }
    const shut = ({ target }) => {
      const open = [...boxes.children].find((one) => one.open && !one.contains(target));
      if (open) steady(target, () => { open.open = false; });
    };
    on(document, "pointerdown click", (event) => { if (narrow() === (event.type === "click")) shut(event); });
    on(document, "focusin", (event) => { if (event.target.matches(":focus-visible")) shut(event); });
    on(boxes, "keydown", (event) => {
      const open = event.key === "Escape" && event.target.closest("details[open]");
      if (open) { open.open = false; open.firstChild.focus(); }
    });
  }

  function put(of, id, code, on) {
    const chosen = of.chosen[id] = new Set(of.chosen[id]);
    if (on) chosen.add(code); else chosen.delete(code);
    if (!chosen.size) delete of.chosen[id];
  }
  function choose(id, code, on) {
    put(state, id, code, on);
    changed();
  }
  const isChosen = (id, code) => Boolean(state.chosen[id]?.has(code));
  function unfold({ id, values, totals }) {
    const { names: said_, ordered } = names[id];
    const lines = values.map((code, at) => {
      const box = element("input", { type: "checkbox" }), number = element("span", { class: "count" });
      box.checked = isChosen(id, code);
      on(box, "change", () => choose(id, code, box.checked));
      const line = element("li", {}, element("label", {}, box, " ", said(said_[at]), " ", number));
      return { code, at, box, number, line: hinted(line, (of) => put(of, id, code, !box.checked)) };
    }).sort((one, other) => (ordered ? other.at - one.at : totals[other.at] - totals[one.at]));
    const inner = element("ul", {}, ...lines.map((one) => one.line)), rest = lines.length > FEW + 2 ? lines.slice(FEW) : [];
    const hide = (hidden) => rest.forEach(({ line }) => { line.hidden = hidden; });
    hide(true);
    if (rest.length) inner.append(element("li", {}, plain([fill(words.others, { count: rest.length })], () => { hide(false); inner.lastChild.remove(); rest[0].box.focus(); })));
    parts[id].lines = lines;
    parts[id].details.append(inner);
  }

  // The address follows once the list is drawn: for a new one a browser asks for the icon again.
  let unkept = null;
  function changed(how = "pushState", page = 1) {
    if (unkept) keep();
    state.page = page;
    unkept = how;
    show();
  }
  function keep() {
    const address = location.pathname + (write() && `?${write()}`), how = unkept;
    unkept = null;
    try { if (how) history[how](null, "", address); } catch (_disk) { /* from a disk it may stay */ }
  }

  let last = null;
  function number(facet) {
    if (!isOpen(facet) || (last && !columns[facet.id])) return;
    const left = last ? counted(last, facet) : facet.totals;
    for (const { at, box, line, number } of parts[facet.id].lines) {
      mark(line, "class", left[at] || box.checked ? "" : "none");
      spell(number, figure.format(left[at]));
    }
  }
  function tell(found) {
    last = found;
    spell(status, fill(words.left, { count: figure.format(found.length), total: figure.format(count) }));
    if (document.activeElement !== text) text.value = state.q;
    if (sort.value !== state.sort) sort.value = state.sort;
    const active = [];
    for (const facet of facets) {
      const { id, values } = facet, part = parts[id], chosen = state.chosen[id];
      if (!part) continue;
      spell(part.chosen, chosen ? String(chosen.size) : "");
      if (chosen) values.forEach((code, at) => { if (chosen.has(code)) active.push(chip(id, code, names[id].names[at])); });
      for (const { box, code } of part.lines) box.checked = isChosen(id, code);
      number(facet);
    }
    const held = chips.contains(document.activeElement);
    if (!idle()) active.push(clear);
    for (const one of [...chips.children]) if (!active.includes(one)) one.remove();
    active.forEach((one, at) => { if (chips.children[at] !== one) chips.insertBefore(one, chips.children[at]); });
    if (unkept) requestAnimationFrame(() => setTimeout(keep, SOON));
    if (held && !chips.contains(document.activeElement)) (chips.firstChild || text).focus({ preventScroll: true });
  }
  function chip(id, code, name) {
    const key = `${id} ${code}`, inner = () => [`${names[id].name}: `, said(name), element("span", { class: "unseen" }, ` ${words.remove}`)];
    return kept[key] ||= hinted(plain(inner(), () => choose(id, code, false), "chip"), (of) => put(of, id, code, false));
  }
  // A line becomes that of another case: less work than new ones.
  function draw(rows, from) {
    while (body.children.length > from + rows.length) body.lastChild.remove();
    rows.forEach((row, at) => {
      const made = body.children[from + at] || body.appendChild(blank.cloneNode(true));
      const [{ firstChild: link, lastChild: id }, tags, lead, topic, on] = made.children;
      mark(link, "href", `${row.id.split("-")[1]}/${row.id}.html`);
      said(row.title, [], link.firstChild);
      spell(id, row.id);
      if (tags.children.length > row.tags.length) tags.replaceChildren();
      row.tags.forEach(([text, tone], at) => {
        if (!tags.children[at]) tags.append(element("span"), " ");
        mark(tags.children[at], "class", `tag tag--${tone}`);
        spell(tags.children[at], text);
      });
      const [address, ...department] = row.lead;
      if (!address !== (lead.firstChild.nodeName === "BDI")) lead.replaceChildren(address ? element("a", {}, element("bdi")) : element("bdi"));
      if (address) mark(lead.firstChild, "href", `../${address}`);
      said(row.lead.length ? department : words.nobody, [], lead.querySelector("bdi"));
      said(row.topic, [], topic.firstChild);
      kentan.moment(row.on, on.firstChild);
    });
  }
  function turnTo(page, words) {
    return hinted(plain([words], () => { up = true; changed("pushState", page); }), (of) => { of.page = page; });
  }

  // Lines come as they are seen: what fills the window at once, the next at their end.
  const filling = () => Math.max(4, Math.ceil(((up ? innerHeight : seen) - 500) / 70));
  const end = new IntersectionObserver((seen) => { if (seen.at(-1).isIntersecting) extend(); });
  async function extend(asked) {
    const mine = turn, from = body.rows.length;
    if (drawn !== turn) return;
    try {
      const rows = await lines(wanted.slice(from, Math.max(from + HANDFUL, filling())));
      if (mine !== turn || from !== body.rows.length) return;
      draw(rows, from);
      if (asked) body.rows[from].querySelector("a").focus();
      foot();
    } catch { status.textContent = words.broken; }
  }
  function foot() {
    end.unobserve(more);
    if (body.rows.length < wanted.length) {
      if (pager.firstChild !== more) pager.replaceChildren(more);
      return end.observe(more);
    }
    const { page } = state, pages = Math.ceil(last.length / PAGE);
    pager.replaceChildren();
    if (page > 1) pager.append(turnTo(page - 1, words.newer));
    if (pages > 1) pager.append(element("span", {}, fill(words.page, { page, last: pages })));
    if (page < pages) pager.append(turnTo(page + 1, words.older));
  }

  async function show() {
    const mine = ++turn;
    // What comes soon is drawn in one turn; what takes longer is told first.
    let late = setTimeout(() => { if (!list.firstChild) status.textContent = words.loading; }, PATIENCE);
    try {
      const [mask] = await Promise.all([matching(), ...needed()]);
      if (mine !== turn) return;
      const found = narrowed(mask);
      state.page = Math.min(state.page, Math.max(1, Math.ceil(found.length / PAGE)));
      wanted = listed(found);
      const asked = lines(wanted.slice(0, filling()));
      clearTimeout(late);
      late = setTimeout(() => { if (mine === turn) tell(found); }, PATIENCE);
      const rows = await asked;
      if (mine !== turn) return;
      still.hidden = true;
      draw(rows, 0);
      const made = rows.length ? table : nothing;
      if (list.firstChild !== made) list.replaceChildren(made);
      if (last !== found) tell(found);
      foot();
      if (up) place.scrollIntoView();
      up = false;
      place.dataset.shown = drawn = turn;
    } catch {
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
    still.querySelectorAll("[data-static-facets]").forEach((one) => { one.hidden = true; });
    if (!idle()) await show();
    place.dataset.ready = "";
    setTimeout(kentan.begin, 300);
  })().catch(() => { place.hidden = true; });
})();
