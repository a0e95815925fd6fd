// Words as the search compares them, for pages that are files: what viz/site/tokens.py and
// loaders/stems.py do on a server. The rules of the stems come with the index.
"use strict";
window.KavshiriWords = function (rules) {
  const TOKEN = /\p{Nd}{1,3}(?:[,. \u00a0\u202f]\p{Nd}{3})+(?!\p{Nd})|\p{Nd}+(?:\.\p{Nd}+)*|[\p{L}\p{Nl}\p{No}]+(?:['’‘`ʼ][\p{L}\p{Nl}\p{No}]+)*/gu;
  const APOSTROPHES = /['’‘`ʼ]/g, BETWEEN = /[,. \u00a0\u202f]/, SHORTEST = 2, SHORTEST_MANY = 3;
  const spelt = new RegExp(Object.keys(rules.spellings).join("|"), "g");
  [rules.georgian, rules.latin].forEach((each) => {
    each.known = new Set(each.endings);
    each.longest = Math.max(...each.endings.map((ending) => ending.length));
  });

  const isNumber = (form) => /^\p{Nd}/u.test(form);
  const isGeorgian = (form) => /^[\u10d0-\u10ff]/.test(form);

  function formOf(written) {
    if (!isNumber(written)) { return written.replace(APOSTROPHES, "").toLowerCase(); }
    const parts = written.split(BETWEEN);
    return parts.length > 1 && parts.slice(1).every((part) => part.length === 3) ? parts.join("") : written;
  }

  // The words and numbers of a text, each with where it begins and ends.
  function tokens(text) {
    return Array.from(text.matchAll(TOKEN), (found) => (
      { form: formOf(found[0]), start: found.index, end: found.index + found[0].length }));
  }

  function withoutEnding(word, by) {
    for (let length = Math.min(by.longest, word.length - SHORTEST); length > 0; length -= 1) {
      const rest = word.slice(0, -length), ending = word.slice(-length), after = by.after[ending];
      if (by.known.has(ending) && (after === undefined || after.includes(rest.slice(-1)))) { return rest; }
    }
    return word;
  }

  function bare(word, by) {
    let end = word.length;
    while (end > SHORTEST && by.vowels.includes(word[end - 1])) { end -= 1; }
    return word.slice(0, end);
  }

  function stem(word, by) {
    let rest = bare(withoutEnding(word, by), by);
    if (rest.endsWith(by.plural) && rest.length >= by.plural.length + SHORTEST_MANY) {
      rest = bare(rest.slice(0, -by.plural.length), by);
    }
    const [before, fleeting, closing] = rest.slice(-3);
    return rest.length > SHORTEST_MANY && by.closing.includes(closing) && by.fleeting.includes(fleeting) &&
      !by.vowels.includes(before) ? rest.slice(0, -2) + closing : rest;
  }

  function latin(text) {
    const romanised = Array.from(text.normalize("NFC"), (letter) => rules.letters[letter] || letter).join("");
    return romanised.replace(APOSTROPHES, "").toLowerCase().replace(spelt, (found) => rules.spellings[found]);
  }

  // What all forms of one word have in common.
  function key(form) {
    if (isGeorgian(form)) { return stem(form, rules.georgian); }
    if (isNumber(form) || form.length < 4 || /(?:us|ss)$/.test(form)) { return form; }
    return form.endsWith("ies") ? form.slice(0, -3) + "y" : form.replace(/s$/, "");
  }

  // How many letters differ, where neighbours may have changed places; more than `most` is most + 1.
  function distance(one, other, most) {
    let last = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], last[j - 2] + 1);
        }
      }
      if (Math.min(...next) > most && Math.min(...row) > most) { return most + 1; }
      last = row;
      row = next;
    }
    return Math.min(row[other.length], most + 1);
  }

  return { tokens, key, latin, isNumber, isGeorgian, distance, typedKey: (form) => stem(latin(form), rules.latin) };
};
