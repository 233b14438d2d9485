// The search: finds cases by what stands in them, by parts of words and by numbers, and pages by their titles and texts.
// It asks nobody but this site, and looks things up in scripts, so that it works from a folder on a disk as well.
(function () {
  "use strict";
  // Looking up: each file is a script that calls kentanTake with its name and its value. From a disk it is run; where a
  // site is served it is fetched, which costs a phone half of that. A long list of small numbers stands in it as text.
  async function fetched(address, as) {
    const answer = await fetch(address), text = await answer.text();
    if (!answer.ok) throw new Error(address);
    return taken(JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")"))), as);
  }
  const WIDE = { narrow: Uint16Array, wide: Uint32Array };
  const taken = (value, as) => (as ? numbers(value, new WIDE[as.width](as.count)) : value);
  function numbers(text, into) {
    const found = into || [];
    let at = 0;
    for (let place = 0; place < text.length; place++) {
      let value = 0, step = 1, digit;
      for (;;) {
        const code = text.charCodeAt(place);
        digit = code - 32 - (code > 34) - (code > 92);
        value += step * digit;
        if (digit < 62) break;
        step *= 31;
        place++;
      }
      found[at++] = value;
    }
    return found;
  }

  // The same script works beside the page, where many files are looked up: there they are fetched and taken apart, and
  // handed over together, so that the page goes on meanwhile.
  if (typeof document === "undefined") {
    self.onmessage = async ({ data: { turn, files } }) => {
      const done = await Promise.allSettled(files.map(({ address, as }) => fetched(address, as)));
      const values = done.map(({ value }) => value);
      self.postMessage({ turn, values, missing: done.map(({ reason }) => Boolean(reason)) }, values.filter(ArrayBuffer.isView).map((view) => view.buffer));
    };
    return;
  }
  const form = document.querySelector("form.find");
  if (!form) return;
  const own = document.currentScript.src, site = new URL("../", own);
  const root = new URL("../", form.action);
  const asked = new Map(), fromDisk = location.protocol === "file:";

  const takers = {};
  window.kentanTake = (name, value) => takers[name](value);
  const run = (name, address) => new Promise((take, fail) => {
    const script = document.createElement("script");
    takers[name] = take;
    script.onerror = () => fail(new Error(name));
    script.src = address;
    document.head.append(script);
  });
  // What is asked for in one turn goes beside the page together, where something works there.
  let beside = null, turns = 0, next = [];
  const waiting = new Map();
  function begin() {
    if (beside || fromDisk || !window.Worker) return;
    try { beside = new Worker(own); } catch (_forbidden) { return; }
    beside.onmessage = ({ data: { turn, values, missing } }) => {
      const all = waiting.get(turn);
      waiting.delete(turn);
      all.forEach(({ take, fail, address }, at) => { if (missing[at]) fail(new Error(address)); else take(values[at]); });
    };
    beside.onerror = () => {
      beside = null;
      for (const all of [...waiting.values()]) all.forEach(({ address, as, take, fail }) => fetched(address, as).then(take, fail));
      waiting.clear();
    };
  }
  const handed = (address, as) => new Promise((take, fail) => {
    if (!next.length) queueMicrotask(send);
    next.push({ address, as, take, fail });
  });
  function send() {
    const all = next, turn = turns++;
    next = [];
    if (!beside) { all.forEach(({ address, as, take, fail }) => fetched(address, as).then(take, fail)); return; }
    waiting.set(turn, all);
    beside.postMessage({ turn, files: all.map(({ address, as }) => ({ address, as })) });
  }
  function load(name, version, as) {
    if (!asked.has(name)) {
      const address = `${(/^(rows|pages)\b/.test(name) ? root : site).href}lookup/${name}.js${version ? "?" + version : ""}`;
      const value = fromDisk ? run(name, address).then((found) => taken(found, as)) : beside ? handed(address, as) : fetched(address, as);
      asked.set(name, value);
      value.catch(() => asked.delete(name));
    }
    return asked.get(name);
  }

  // Cutting a query as kentan/publish/searching/grams.py cuts the texts.
  const RUNS = /[0-9a-z\u00df-\u024f\u0370-\u04ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
  const isWord = (character) => character !== undefined && character < "\u3400" && character.length === 1;
  let simplified;
  async function folded(text) {
    if (!simplified) {
      const pairs = Array.from(await load("traditional"));
      simplified = new Map();
      for (let at = 0; at < pairs.length; at += 2) simplified.set(pairs[at], pairs[at + 1]);
    }
    return Array.from(text, (character) => {
      const code = character.codePointAt(0);
      if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0);
      return simplified.get(character) || character;
    }).join("").toLowerCase();
  }
  function grams(text) {
    const found = new Set();
    for (const run of text.match(RUNS) || []) {
      const all = Array.from(run);
      if (all.length === 1 && !isWord(run)) found.add(run);
      for (let at = 0; at + 1 < all.length; at++) {
        const two = all[at] + all[at + 1];
        if (!isWord(all[at]) || !isWord(all[at + 1])) found.add(two);
        else if (isWord(all[at + 2])) found.add(two + all[at + 2]);
        else if (!isWord(all[at - 1])) found.add("^" + two);
      }
    }
    return [...found];
  }
  function shardOf(gram, shards) {
    let found = 2166136261;
    for (const character of gram) found = Math.imul(found ^ character.codePointAt(0), 16777619) >>> 0;
    return found % shards;
  }

  // What two such lists share.
  function common(one, other) {
    const found = [];
    let at = 0;
    for (const next of other) {
      while (one[at] < (next & -2)) at++;
      if (one[at] <= (next | 1)) found.push(one[at] & next);
    }
    return found;
  }

  // The list of the cases that hold every part of a query: twice the number, and one more where the title holds it.
  async function holding(text) {
    const wanted = grams(await folded(text));
    if (!wanted.length) return wanted;
    const { versions } = await load("search/index");
    const lists = await Promise.all(wanted.map(async (gram) => {
      const number = shardOf(gram, versions.length / 8);
      const shard = await load(`search/${number}`, versions.slice(8 * number, 8 * number + 8));
      let at = 0;
      return numbers(shard[gram] || "").map((step) => at += step);
    }));
    return lists.reduce(common);
  }
  // Their numbers: those by title first, then the newest.
  async function cases(text) {
    const left = (await holding(text)).reverse();
    return left.filter((at) => at & 1).concat(left.filter((at) => ~at & 1)).map((at) => at >> 1);
  }

  // The cases whose id a query names, wholly or in part: HZ-2022-0123, hz2022 123, 2022-01, 0123.
  async function byId(text) {
    const parts = /^([a-z]*)[\s_-]*(\d+)?[\s_-]*(\d+)?[\s_-]*$/.exec((await folded(text)).trim());
    if (!parts || !parts[2] || (parts[2] + (parts[3] || "")).length < 3) return [];
    const prefix = parts[1].toUpperCase(), first = parts[2], second = parts[3];
    const { years } = await load("cases/index");
    const asked = years.filter(([year]) => !second || String(year).endsWith(first));
    const found = [];
    await Promise.all(asked.map(async ([year, start, , version]) => {
      const shard = await load(`ids/${year}`, version);
      const last = shard.stems.map(() => 0), distances = numbers(shard.number);
      numbers(shard.stem).forEach((stem, at) => {
        const step = distances[at];
        const number = last[stem] += step & 1 ? -(step + 1) / 2 : step / 2;
        const [own, ownYear] = shard.stems[stem].split("-"), padded = String(number).padStart(4, "0");
        if (!own.startsWith(prefix)) return;
        const exact = Number(second || first) === number;
        if (exact || (second ? padded.startsWith(second) : (ownYear + padded).startsWith(first) || padded.includes(first))) {
          found.push([exact ? 0 : 1, start + at]);
        }
      });
    }));
    return found.sort((one, other) => one[0] - other[0] || other[1] - one[1]).map((one) => one[1]);
  }

  // The pages whose title (first) or text (later) holds every word of a query.
  async function pages(text) {
    const query = (await folded(text)).trim(), terms = query.split(/\s+/).filter(Boolean);
    const all = await load("pages");
    if (!pages.folded) {
      pages.folded = await Promise.all(all.map(async (page) => [await folded(page[0]), await folded(page[1])]));
    }
    const found = [];
    all.forEach((page, at) => {
      const [title, body] = pages.folded[at];
      if (!terms.every((term) => title.includes(term) || body.includes(term))) return;
      const whole = terms.every((term) => title.includes(term));
      const rank = title === query ? 0 : title.startsWith(query) ? 1 : whole ? 2 : 3;
      found.push({ title: page[0], address: page[2], kind: page[3], rank });
    });
    return found.sort((one, other) => one.rank - other.rank);
  }

  // The lines of some cases, by their numbers; a line is taken apart when it is shown.
  function row(file, at) {
    file.lines = file.lines || file.rows.split("\n");
    const [id, title, language, on, topic, lead, tags] = file.lines[at].split("\t");
    return { id, title: [title, language], on, topic: file.topics[topic], lead: file.leads[lead], tags: file.tags[tags] };
  }
  async function rows(list) {
    const { chunk, versions } = await load("rows/index");
    return Promise.all(list.map(async (number) => {
      const of = Math.floor(number / chunk);
      return row(await load(`rows/${of}`, versions.slice(8 * of, 8 * of + 8)), number % chunk);
    }));
  }

  // Drawing: nothing but elements and texts; no text of a record is ever read as HTML.
  function element(name, given, ...inner) {
    const made = document.createElement(name);
    for (const key in given) made.setAttribute(key, given[key]);
    made.append(...inner);
    return made;
  }
  function mark(made, key, value) {
    if ((made.getAttribute(key) || "") === value) return;
    if (value) made.setAttribute(key, value); else made.removeAttribute(key);
  }
  function spell(made, text) {
    if (!made.firstChild) made.append(text);
    else if (made.firstChild.data !== text) made.firstChild.data = text;
  }
  function said(text, terms = [], made = element("bdi")) {
    const [words, language] = Array.isArray(text) ? text : [text, ""], low = words.toLowerCase(), stub = language === "?";
    mark(made, "class", stub ? "stub" : "");
    mark(made, "lang", stub ? "" : language);
    let at = 0;
    for (const term of low.length === words.length ? terms : []) {
      const place = low.indexOf(term, at);
      if (place < 0) continue;
      made.append(words.slice(at, place), element("mark", {}, words.slice(place, place + term.length)));
      at = place + term.length;
    }
    if (at) made.append(words.slice(at)); else spell(made, words);
    return made;
  }
  const day = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  function moment(on, made = element("time")) {
    const [date, clock] = on.split(" ");
    mark(made, "datetime", on.replace(" ", "T"));
    spell(made, day.format(new Date(date)) + (clock ? ` ${clock}` : ""));
    return made;
  }
  const fill = (text, given) => text.replace(/\{(\w+)\}/g, (_all, name) => given[name]);

  async function results(text, most) {
    const [named, whole, found] = await Promise.all([byId(text), pages(text), cases(text)]);
    const numbered = new Set(named), near = whole.filter((page) => page.rank < 3).slice(0, 5);
    const list = [...named, ...found.filter((number) => !numbered.has(number))];
    return { near, list, far: whole.filter((page) => !near.includes(page)), shown: await rows(list.slice(0, most)) };
  }
  function pageLine(page, terms) {
    return element("li", {}, element("a", { class: "list__title", href: new URL(page.address, root) }, said(page.title, terms)), " ", element("span", { class: "list__id" }, page.kind));
  }
  function caseLine(row, terms) {
    const { id } = row, about = element("small", {}, ...(row.lead[0] ? [said(row.lead.slice(1)), " · "] : []), said(row.topic), " · ", moment(row.on));
    const link = element("a", { class: "list__title", href: new URL(`cases/${id.split("-")[1]}/${id}.html`, root) }, said(row.title, terms));
    const tags = row.tags.flatMap(([text, tone]) => [element("span", { class: `tag tag--${tone}` }, text), " "]);
    return element("li", {}, link, " ", element("span", { class: "list__id" }, id), " ", ...tags, element("br"), about);
  }
  const termsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  window.kentan = { begin, load, numbers, holding, cases, byId, rows, row, element, mark, spell, said, moment, fill, grams, folded, shardOf };

  // The page of the search.
  const page = document.getElementById("found");
  if (page) {
    const input = document.getElementById("find-here"), status = document.getElementById("find-status");
    document.getElementById("find-without").remove();
    let turn = 0;
    const show = async (most) => {
      const mine = ++turn, text = input.value.trim();
      if (!text) { page.replaceChildren(); status.textContent = ""; return; }
      const { words } = await load("rows/index");
      try {
        const found = await results(text, most);
        if (mine !== turn) return;
        const terms = termsOf(text), parts = [];
        const list = (lines) => element("ul", { class: "feed" }, ...lines);
        if (found.near.length) parts.push(element("h2", {}, words.pages), list(found.near.map((one) => pageLine(one, terms))));
        if (found.list.length) parts.push(element("h2", {}, words.cases), list(found.shown.map((one) => caseLine(one, terms))));
        if (found.list.length > most) {
          const more = element("button", { type: "button", class: "plain" }, words.more);
          more.addEventListener("click", () => show(most + 100));
          parts.push(element("p", {}, more));
        }
        if (found.far.length) parts.push(element("h2", {}, words.mentioned), list(found.far.slice(0, 20).map((one) => pageLine(one, terms))));
        page.replaceChildren(...parts);
        status.textContent = fill(words.found, { cases: found.list.length, pages: found.near.length + found.far.length });
      } catch (_missing) { status.textContent = words.broken; }
    };
    const asks = () => new URLSearchParams(location.search).get("q") || "";
    let later;
    input.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(() => {
        try { history.replaceState(null, "", `?q=${encodeURIComponent(input.value.trim())}`); } catch (_disk) { /* the address stays */ }
        show(30);
      }, 150);
    });
    input.form.addEventListener("submit", (event) => { event.preventDefault(); show(30); });
    window.addEventListener("popstate", () => { input.value = asks(); show(30); });
    input.value = asks();
    show(30);
  }

  // The box in the head of every page: the first results while somebody types.
  const box = form.querySelector("input"), panel = form.querySelector(".find__panel"), note = form.querySelector("[role=status]");
  let later, turn = 0;
  const close = () => { panel.hidden = true; };
  async function suggest() {
    const mine = ++turn, text = box.value.trim();
    if (!text) { close(); note.textContent = ""; return; }
    try {
      const { words } = await load("rows/index"), found = await results(text, 7);
      if (mine !== turn) return;
      const terms = termsOf(text), total = found.list.length + found.near.length + found.far.length;
      const lines = [...found.near.slice(0, 3).map((one) => pageLine(one, terms)), ...found.shown.map((one) => caseLine(one, terms))];
      if (!lines.length) lines.push(...found.far.slice(0, 3).map((one) => pageLine(one, terms)));
      const all = element("a", { href: `${form.action}?q=${encodeURIComponent(text)}` }, total ? fill(words.all, { count: total }) : words.nothing);
      panel.replaceChildren(element("ul", { class: "feed" }, ...lines, element("li", {}, all)));
      panel.hidden = false;
      note.textContent = total ? fill(words.found, { cases: found.list.length, pages: found.near.length + found.far.length }) : words.nothing;
    } catch (_missing) { close(); }
  }
  box.addEventListener("input", () => { clearTimeout(later); later = setTimeout(suggest, 150); });
  form.addEventListener("keydown", (event) => {
    const links = [...panel.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); box.focus(); }
    if (event.key === "ArrowDown" && !panel.hidden) { event.preventDefault(); (links[at + 1] || links[0]).focus(); }
    if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (links[at - 1] || box).focus(); }
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(event.target.tagName)) { event.preventDefault(); box.focus(); }
  });
})();
