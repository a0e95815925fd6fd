// What the page tells of what is chosen in the picture: facts, activities, losses.
"use strict";
window.Kavshiri = window.Kavshiri || {};
(function (K) {
  const GEORGIAN = /[\u10a0-\u10ff]/;
  const SHORT = 12;  // activities that are shown without asking

  K.make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text || "" }, more || {});
  K.fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  K.button = function (text, act, more) {
    const made = K.make("button", text, Object.assign({ type: "button" }, more));
    made.addEventListener("click", act);
    return made;
  };

  // Texts of the plans; marked as Georgian where they are and the page is not.
  K.teller = function (data, does) {
    const words = data.words, make = K.make;
    function said(tag, text, more) {
      const made = make(tag, text, more);
      if (data.lang !== "ka" && GEORGIAN.test(text || "")) { made.lang = "ka"; }
      return made;
    }
    function linked(text, address, more) { return address ? said("a", text, Object.assign({ href: address }, more)) : said("span", text); }
    function entry(number) {
      const activity = data.activities[number], item = make("li");
      const note = data.plans.length > 1 ? [data.plans[activity.plan]] : [];
      if (activity.due) { note.push(words.due + " " + activity.due); }
      item.append(make("span", activity.number, { className: "number" }), " ", linked(activity.title, activity.page), " ", said("span", note.join(" · "), { className: "note" }));
      return item;
    }
    // A list of activities under its heading; a long one is folded.
    function rows(title, numbers, code, all, isOpen) {
      if (!numbers.length) { return []; }
      const fold = make("details", "", { className: "rows", open: isOpen || numbers.length <= SHORT });
      const list = make("ul", "", { className: "activities" });
      if (code) { fold.dataset.code = code; }
      numbers.forEach((number) => list.append(entry(number)));
      if (all > numbers.length) { list.append(make("li", K.fill(words.more, { count: all - numbers.length }), { className: "note" })); }
      const head = make("summary");
      head.append(make("h3", title + " (" + (all || numbers.length) + ")"));
      fold.append(head, list);
      return [fold];
    }
    function ties(title, found) {
      if (!found.length) { return []; }
      const list = make("ul", "", { className: "ties" });
      found.sort((a, b) => b.weight - a.weight || a.other - b.other).forEach((tie) => {
        const item = make("li"), other = data.marks[tie.other];
        const button = K.button(other.name, () => does.line(tie.line), { className: "plain" });
        if (data.lang !== "ka" && GEORGIAN.test(other.name)) { button.lang = "ka"; }
        item.append(button, make("span", " " + tie.weight + " · " + data.layers[data.lines[tie.line].layer].name, { className: "note" }));
        list.append(item);
      });
      return [make("h3", title + " (" + found.length + ")"), list];
    }
    function tiesOf(i, lines) {
      const needs = [], needed = [];
      lines.forEach((j) => {
        const line = data.lines[j], tie = (other) => ({ line: j, other: other, weight: line.weight });
        if (line.from === i || (line.mutual && line.to === i)) { needs.push(tie(line.from === i ? line.to : line.from)); }
        if (line.to === i || (line.mutual && line.from === i)) { needed.push(tie(line.from === i ? line.to : line.from)); }
      });
      const layers = [...new Set(lines.map((j) => data.lines[j].layer))].map((layer) => data.layers[layer].name).join(", ");
      const note = needs.length + needed.length ? [make("p", K.fill(words.ties_note, { layers: layers }), { className: "note" })] : [];
      return [...note, ...ties(words.needs, needs), ...ties(words.needed_by, needed)];
    }
    function worksOf(i, lines) {
      const mine = new Set(data.marks[i].bodies);
      const of = (role) => data.activities.map((_, n) => n)
        .filter((n) => data.activities[n].chosen && data.activities[n][role].some((body) => mine.has(body)));
      if (data.isWhole) {
        return ["leads", "helps", "funds", "reports"].flatMap((role) => rows(role === "helps" ? words.helps_counted : words[role], of(role), role));
      }
      const behind = [...new Set(lines.map((j) => data.lines[j]).filter((line) => line.from === i || line.to === i).flatMap((line) => line.activities))];
      return rows(words.activities, behind.sort((a, b) => a - b), "activities");
    }

    function mark(i, state) {
      const one = data.marks[i], links = make("p", "", { className: "buttons" });
      const facts = K.fill(words.facts_counted, one);
      if (does.canTake(i)) {
        links.append(K.button(state.away.has(i) ? words.put_back : words.take_away, () => does.take(i), { className: "take" }));
      }
      links.append(K.button(words.path, () => does.begin(i)));
      if (one.page) { links.append(make("a", words.page, { href: one.page })); }
      if (!data.isFile && one.slug) { links.append(make("a", words.only_around, { href: K.address({ around: [one.slug] }) })); }
      const inside = [];
      if (one.members) {
        const fold = make("details", "", { className: "rows" }), list = make("ul"), head = make("summary");
        head.append(make("h3", words.members + " (" + one.size_of + ")"));
        one.members.forEach(([name, page]) => { const item = make("li"); item.append(linked(name, page)); list.append(item); });
        if (one.size_of > one.members.length) { list.append(make("li", K.fill(words.more, { count: one.size_of - one.members.length }))); }
        fold.append(head, list);
        inside.push(fold);
      }
      return [said("h2", one.name), make("p", facts, { className: "note" }), links, ...inside, ...tiesOf(i, state.lines), ...worksOf(i, state.lines)];
    }
    function line(j) {
      const one = data.lines[j], names = { one: data.marks[one.from].name, other: data.marks[one.to].name, count: one.weight };
      const says = one.mutual ? words.line_mutual : one.weight === 1 ? words.line_says_one : words.line_says;
      const more = data.between && one.weight > one.activities.length ? [make("p")] : [];
      more.forEach((p) => p.append(make("a", K.fill(words.all_of_line, { count: one.weight }), { href: between(one) })));
      return [said("h2", names.one + (one.mutual ? " ↔ " : " → ") + names.other),
        make("p", data.layers[one.layer].name + ": " + K.fill(says, names), { className: "note" }),
        ...rows(words.critical, one.critical, "critical"), ...rows(words.activities, one.activities, "activities", one.weight, true), ...more];
    }
    // The page of all activities between two bodies in one layer.
    function between(one) {
      const asked = new URLSearchParams({ layer: one.layer });
      Object.entries(data.kept).forEach(([name, values]) => values.forEach((value) => asked.append(name, value)));
      return data.between + [one.from, one.to].map((i) => "/" + encodeURI(data.marks[i].slug)).join("") + "?" + asked.toString();
    }
    function path(way, lines) {
      const ends = { one: data.marks[way[0]].name, other: data.marks[way[way.length - 1]].name, count: way.length - 1 };
      const list = make("ol", "", { className: "way" });
      way.slice(1).forEach((there, n) => {
        const here = way[n], item = make("li");
        item.append(said("b", data.marks[here].name + " – " + data.marks[there].name));
        lines.filter((j) => [here, there].every((i) => i === data.lines[j].from || i === data.lines[j].to)).forEach((j) => {
          const each = data.lines[j], arrow = each.mutual ? " ↔ " : " → ";
          const title = data.layers[each.layer].name + ": " + data.marks[each.from].name + arrow + data.marks[each.to].name;
          item.append(...rows(title, each.activities, "activities", each.weight));
        });
        list.append(item);
      });
      return [make("h2", words.path_title), make("p", K.fill(way.length === 2 ? words.path_step : words.path_steps, ends)), list, make("p", words.path_note, { className: "note" })];
    }
    // What is lost when some marks are away: the words of the server, and what is counted here.
    function loss(found, names, address, back) {
      const values = { hit: found.hit.length, all: data.activities.length, stranded: found.stranded.length, after: found.after, before: found.before, alone: found.alone };
      const told = [said("h2", K.fill(words.loss_title, { names: names.map((each) => each.name).join(", ") }))];
      const buttons = make("p", "", { className: "buttons" });
      names.forEach((each) => { if (each.mark >= 0) { buttons.append(K.button(words.put_back + ": " + each.short, () => does.take(each.mark))); } });
      buttons.append(K.button(words.put_all_back, back));
      told.push(buttons, make("p", found.hit.length ? K.fill(words.loss_hit, values) : words.loss_none));
      told.push(make("p", K.fill(found.after === found.before ? words.loss_whole : words.loss_parts, values)));
      if (found.alone) { told.push(make("p", K.fill(words.loss_alone, values))); }
      data.losses.forEach((code) => told.push(...rows(words["loss_" + code], found.lists[code], code)));
      told.push(make("p", words.loss_scope, { className: "note" }));
      if (address) { const p = make("p"); p.append(make("a", words.loss_link, { href: address })); told.push(p); }
      return told;
    }
    return { mark: mark, line: line, path: path, loss: loss };
  };

  // The address of this page with some names changed; an empty list takes a name out.
  K.address = function (changes) {
    const asked = new URLSearchParams(window.location.search);
    Object.entries(changes).forEach(([name, values]) => {
      asked.delete(name);
      values.forEach((value) => asked.append(name, value));
    });
    const query = asked.toString();
    return window.location.pathname + (query ? "?" + query : "");
  };
})(window.Kavshiri);
