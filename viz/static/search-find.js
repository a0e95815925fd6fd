// Finds entries by words, for pages that are files: what viz/site/finder.py does on a server.
"use strict";
window.KavshiriFinder = function (words, texts) {
  const WHOLE = 0, SAME = 1, BEGINS = 2, BEGINS_ALIKE = 3, LEAST = 3, LEAST_ALIKE = 5, MOST_WORDS = 12, MOST_NEAR = 3;
  const byLetters = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  const having = new Map();
  texts.forEach((each, place) => {
    new Set(each.flatMap((text) => words.tokens(text).map((token) => token.form))).forEach((form) => {
      if (!having.has(form)) { having.set(form, []); }
      having.get(form).push(place);
    });
  });

  // Forms by how they are spelt, by their stems, and by what they begin with.
  function vocabulary(forms, spelling, stemOf) {
    const whole = new Map(), stems = new Map();
    const put = (into, name, form) => { into.has(name) ? into.get(name).push(form) : into.set(name, [form]); };
    forms.forEach((form) => { put(whole, spelling(form), form); put(stems, stemOf(form), form); });
    function* ranked(spelt, stem) {
      for (const form of whole.get(spelt) || []) { yield [form, WHOLE]; }
      for (const form of stems.get(stem) || []) { yield [form, SAME]; }
      for (const [known, rank, start, least] of [[whole, BEGINS, spelt, LEAST], [stems, BEGINS_ALIKE, stem, LEAST_ALIKE]]) {
        if (start.length < least) { continue; }
        for (const [name, found] of known) { if (name.startsWith(start)) { for (const form of found) { yield [form, rank]; } } }
      }
    }
    return { ranked, stems };
  }

  const every = Array.from(having.keys()), itself = (form) => form;
  const own = every.filter(words.isGeorgian), others = every.filter((form) => !words.isGeorgian(form));
  const georgian = vocabulary(own, itself, words.key), typed = vocabulary(own, words.latin, words.typedKey);
  const foreign = vocabulary(others, itself, words.key);

  function* candidates(form) {
    if (words.isNumber(form)) {
      if (having.has(form)) { yield [form, WHOLE]; }
      for (const each of others) { if (each.startsWith(form + ".") && words.isNumber(each)) { yield [each, BEGINS]; } }
    } else if (words.isGeorgian(form)) {
      yield* georgian.ranked(form, words.key(form));
    } else {
      yield* foreign.ranked(form, words.key(form));
      for (const [each, rank] of typed.ranked(words.latin(form), words.typedKey(form))) { yield [each, Math.max(rank, SAME)]; }
    }
  }

  function meant(form) {
    const ranks = new Map();
    for (const [each, rank] of candidates(form)) { ranks.set(each, Math.min(rank, ranks.has(each) ? ranks.get(each) : rank)); }
    return ranks;
  }

  // The places of the entries that have every word, the best first, and the forms of the words in them.
  function find(asked) {
    let scores = null;
    const forms = new Set();
    Array.from(new Set(words.tokens(asked).map((token) => token.form))).slice(0, MOST_WORDS).forEach((form) => {
      const here = new Map();
      meant(form).forEach((rank, each) => {
        forms.add(each);
        having.get(each).forEach((at) => here.set(at, Math.min(rank, here.has(at) ? here.get(at) : rank)));
      });
      if (scores === null) { scores = here; return; }
      scores.forEach((rank, at) => { here.has(at) ? scores.set(at, rank + here.get(at)) : scores.delete(at); });
    });
    const places = Array.from(scores ? scores.keys() : []);
    return { places: places.sort((one, other) => scores.get(one) - scores.get(other) || one - other), forms };
  }

  function nearest(stems, asked) {
    const most = Math.min(Math.floor((asked.length + 1) / 4), 3), found = [];
    stems.forEach((forms, stem) => {
      if (Math.abs(stem.length - asked.length) > most || words.isNumber(stem)) { return; }
      const far = words.distance(asked, stem, most);
      if (far > most) { return; }
      const count = (form) => having.get(form).length;
      const best = forms.slice().sort((one, other) => count(other) - count(one) || byLetters(one, other))[0];
      found.push([far, -forms.reduce((sum, form) => sum + count(form), 0), best]);
    });
    return found;
  }

  function nearTo(form) {
    if (words.isNumber(form) || meant(form).size) { return [form]; }
    const found = words.isGeorgian(form) ? nearest(georgian.stems, words.key(form))
      : [...nearest(foreign.stems, words.key(form)), ...nearest(typed.stems, words.typedKey(form))];
    found.sort((one, other) => one[0] - other[0] || one[1] - other[1] || byLetters(one[2], other[2]));
    return found.slice(0, MOST_NEAR).map((each) => each[2]);
  }

  // What to search for where nothing has all words: near words, else fewer of them.
  function near(asked) {
    const choices = words.tokens(asked).slice(0, MOST_WORDS).map((token) => nearTo(token.form)), tried = new Set();
    choices.forEach((some, at) => some.forEach((each) => {
      tried.add(choices.map((own, place) => (at === place ? each : own[0])).filter((word) => word !== undefined).join(" "));
    }));
    const counted = (some) => some.map((each) => [each, find(each).places.length]).filter((each) => each[1]);
    let found = counted(Array.from(tried));
    if (!found.length && choices.length > 1) {
      found = counted(Array.from(new Set(choices.filter((own) => own.length).map((own) => own[0]))));
    }
    return found.slice(0, MOST_NEAR);
  }

  return { find, near };
};
