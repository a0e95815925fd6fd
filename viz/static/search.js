// The search page of pages that are files: it shows what the page of a server shows (viz/site/hits.py,
// templates/search.html), but for the tables that a server gives.
"use strict";
(function () {
  const data = window.kavshiriSearch, MOST = 240, BEFORE = 80, GEORGIAN = /[\u10d0-\u10ff]/;
  if (!data || !window.KavshiriWords || !window.KavshiriFinder) { return; }
  const asked = new URLSearchParams(location.search), wanted = (asked.get("q") || "").trim();
  const kind = asked.get("kind") || "", plan = asked.get("plan") || "", words = window.KavshiriWords(data.rules);
  const KIND = 0, TITLE = 1, ADDRESS = 2, TEXTS = 3, PLANS = 4, LINES = 5;
  const isCell = (entry) => typeof entry[TITLE] === "number";
  const titleOf = (entry) => entry[TITLE] || data.words["plan.unnamed"];

  document.getElementById("without-script").hidden = true;
  document.querySelectorAll("input[name=q]").forEach((field) => { field.value = wanted; });
  [["kind", kind], ["plan", plan]].forEach(([name, value]) => { document.querySelector("select[name=" + name + "]").value = value; });
  if (!wanted) { return; }

  function made(tag, more, ...inside) {
    const node = document.createElement(tag);
    Object.entries(more || {}).forEach(([name, value]) => node.setAttribute(name, value));
    node.append(...inside);
    return node;
  }
  function said(text) { return data.lang !== "ka" && GEORGIAN.test(text) ? made("span", { lang: "ka" }, text) : text; }
  const link = (text, address) => (address ? made("a", { href: address }, said(text)) : said(text));
  const apart = (nodes) => nodes.flatMap((node, at) => (at ? [" · ", node] : [node]));
  const told = (name, values) => data.words[name].replace(/\{(\w+)\}/g, (_, each) => values[each]);
  const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, data.lang === "ka" ? "\u202f" : ",");

  // The address of this page with other values in it.
  function address(more) {
    const query = new URLSearchParams(asked);
    Object.entries(more).forEach(([name, value]) => { value ? query.set(name, value) : query.delete(name); });
    return "?" + query;
  }

  function countIn(text, forms) {
    return new Set(words.tokens(text).map((token) => token.form).filter((form) => forms.has(form))).size;
  }
  function best(texts, forms) {
    let most = -1, found = "";
    texts.forEach((text) => { const count = countIn(text, forms); if (count > most) { most = count; found = text; } });
    return found;
  }
  function pieces(text, marks, start, end) {
    const nodes = [];
    marks.forEach((mark) => {
      if (mark.start < start || mark.end > end) { return; }
      nodes.push(text.slice(start, mark.start), made("mark", {}, text.slice(mark.start, mark.end)));
      start = mark.end;
    });
    nodes.push(text.slice(start, end));
    return nodes.filter((node) => node !== "");
  }
  const marksIn = (text, forms) => words.tokens(text).filter((token) => forms.has(token.form));
  function whole(text, nodes) { return data.lang !== "ka" && GEORGIAN.test(text) ? [made("span", { lang: "ka" }, ...nodes)] : nodes; }
  function excerpt(text, forms) {
    const marks = marksIn(text, forms);
    let start = 0, end = text.length;
    if (end > MOST) {
      const first = marks.length ? marks[0].start : 0;
      start = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
      end = Math.min(start + MOST, text.length);
      if (end < text.length) {
        const blank = text.lastIndexOf(" ", end - 1);
        end = Math.max(blank >= start ? blank : -1, marks.length ? marks[0].end : start);
      }
    }
    const shown = pieces(text, marks, start, end);
    return whole(text.slice(start, end), [...(start ? ["… "] : []), ...shown, ...(end < text.length ? [" …"] : [])]);
  }

  function item(entry, forms) {
    const parts = [];
    let lines = entry[LINES];
    if (isCell(entry)) {
      const activity = data.entries[entry[TITLE]];
      parts.push(made("q", {}, ...excerpt(best(entry[TEXTS], forms), forms)));
      if (activity) { lines = [[titleOf(activity), activity[ADDRESS]], ...lines]; }
    } else {
      const title = titleOf(entry), other = best(entry[TEXTS], forms);
      parts.push(made("a", { href: entry[ADDRESS] }, ...whole(title, pieces(title, marksIn(title, forms), 0, title.length))));
      if (countIn(other, forms) > countIn(title, forms)) { parts.push(" ", made("q", {}, ...excerpt(other, forms))); }
      if (!["plan", "organisation"].includes(data.kinds[entry[KIND]][0])) { lines = entry[PLANS].map((at) => [data.plans[at][1], ""]); }
    }
    if (lines.length) { parts.push(made("p", { class: "note" }, ...apart(lines.map((line) => link(line[0], line[1]))))); }
    return made("li", {}, ...parts);
  }

  function section(group, forms) {
    const [, name, label] = data.kinds[group.kind], count = group.entries.length;
    const most = asked.getAll("all").includes(name) ? count : data.most[kind ? 1 : 0];
    const shown = group.entries.slice(0, most);
    const node = made("section", { class: "panel hits", id: name, "aria-labelledby": name + "-title" },
      made("div", { class: "head" }, made("h2", { id: name + "-title" }, label + " ", made("span", { class: "count" }, number(count)))),
      made("ol", {}, ...shown.map((entry) => item(entry, forms))));
    if (count > most) {
      const query = new URLSearchParams(asked);
      query.append("all", name);
      node.append(made("p", { class: "note" }, told("site.shown_of", { shown: most, all: count }), " · ",
        made("a", { href: "?" + query + "#" + name }, data.words["site.show_all"])));
    }
    return node;
  }

  const finder = window.KavshiriFinder(words, data.entries.map((entry) => (
    isCell(entry) ? entry[TEXTS] : [...(entry[TITLE] ? [entry[TITLE]] : []), ...entry[TEXTS]])));
  const found = finder.find(wanted), place = document.getElementById("found");
  const within = data.plans.findIndex((each) => each[0] === plan);
  const groups = data.kinds.map((_, at) => ({ kind: at, entries: [] }));
  found.places.forEach((at) => {
    const entry = data.entries[at];
    if (!plan || entry[PLANS].includes(within)) { groups[entry[KIND]].entries.push(entry); }
  });
  const filled = groups.filter((group) => group.entries.length);
  const chosen = filled.filter((group) => !kind || data.kinds[group.kind][0] === kind);
  const sum = (some) => some.reduce((all, group) => all + group.entries.length, 0);

  place.append(made("p", { role: "status" }, told("search.found", { count: sum(chosen) })));
  if (!chosen.length && found.places.length) {
    place.append(made("p", {}, made("a", { href: address({ kind: "", plan: "", all: "" }) }, data.words["search.elsewhere"])));
  }
  const nearby = found.places.length ? [] : finder.near(wanted);
  if (nearby.length) {
    const links = nearby.map(([each, count]) => made("span", {}, made("a", { href: "?" + new URLSearchParams({ q: each }) }, said(each)), " ",
      made("span", { class: "count" }, String(count))));
    place.append(made("p", { class: "near" }, data.words["search.near"] + " ", ...apart(links)), made("p", { class: "note" }, data.words["search.near_note"]));
  }
  if (filled.length > 1) {
    const choices = [["", data.words["site.all"], sum(filled)], ...filled.map((group) => (
      [data.kinds[group.kind][0], data.kinds[group.kind][2], group.entries.length]))];
    place.append(made("nav", { class: "choices", "aria-label": data.words["search.kinds"] }, made("p", {}, ...apart(choices.map(([value, label, count]) => (
      made("span", {}, made("a", { href: address({ kind: value, all: "" }), ...(value === kind ? { "aria-current": "true" } : {}) }, label), " ",
        made("span", { class: "count" }, String(count)))))))));
  }
  place.append(...chosen.map((group) => section(group, found.forms)));
  if (location.hash) { location.replace(location.hash); }
})();
