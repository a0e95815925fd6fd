"use strict";
// Completion from our own ontology, in place of YASGUI's completers, which ask an outside service.
// A term is found by its prefixed name or its label in either language, an organisation or a code
// by any of its names.

const kavshiri = (window.kavshiri = window.kavshiri || {});

kavshiri.completion = function (Yasqe, data) {
  const LIMIT = 40;
  const AFTER_THESE_A_CLASS = ["a", "rdf:type", "rdfs:domain", "rdfs:range", "rdfs:subClassOf"];
  let asked = false; // whether the user asked for it (Ctrl+Space), or only typed on

  /** What was typed up to the cursor. YASGUI's tokens end within a Georgian word. */
  function typedAt(yasqe) {
    const cursor = yasqe.getDoc().getCursor();
    const before = yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch);
    const text = before.match(/<?[\p{L}\p{N}_:\/#.?$-]*$/u)[0];
    return { text: text, from: cursor.ch - text.length, to: cursor.ch };
  }

  const isVariable = (text) => text.startsWith("?") || text.startsWith("$");

  /** Whether a class can stand where the cursor is. */
  function atClass(yasqe, token) {
    const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
    return Boolean(before) && AFTER_THESE_A_CLASS.includes(before.state.lastProperty) &&
      before.string !== ";" && before.string !== "." && before.string !== "}";
  }

  /** Whether a property can stand where the cursor is: the grammar would take the keyword `a`. */
  function atProperty(yasqe, token) {
    if (token.state.possibleCurrent.includes("a")) return true;
    const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
    return Boolean(before) && (before.state.possibleNext || []).includes("a");
  }

  /**
   * Whether the IRI of a thing can stand where the cursor is. Inside VALUES it is offered while
   * typing, elsewhere only when asked for: there it may be a function or a text as well.
   */
  function atThing(yasqe, token) {
    const possible = token.state.possibleCurrent;
    if (!possible.includes("IRI_REF") || possible.includes("a") || atClass(yasqe, token)) return false;
    return asked || possible.includes("UNDEF");
  }

  /** How well an offer answers what was typed; the smaller the better, none where it does not. */
  function rank(offer, typed) {
    const text = offer.text.toLowerCase();
    if (text === typed) return null; // it stands there already
    if (!typed || text.startsWith(typed)) return 0;
    if (typed.includes(":")) return null;
    const sought = typed.replace(/^</, "");
    if (offer.kind !== "thing" && text.slice(text.indexOf(":") + 1).startsWith(sought)) return 1;
    const names = [offer.label, ...offer.also].map((name) => name.toLowerCase());
    if (names.includes(sought)) return 1;
    if (names.some((name) => name.startsWith(sought))) return 2;
    return names.some((name) => name.includes(sought)) || text.includes(sought) ? 3 : null;
  }

  function found(kind, typed) {
    return data.offers
      .filter((offer) => offer.kind === kind)
      .map((offer, place) => ({ offer, place, rank: rank(offer, typed.toLowerCase()) }))
      .filter((each) => each.rank !== null)
      .sort((one, other) => one.rank - other.rank || one.place - other.place)
      .slice(0, LIMIT)
      .map((each) => each.offer.text);
  }

  /** Draw an entry of the list: what is written, and what it is called. */
  function render(element, _list, hint) {
    const { kind, label, note } = hint.offer;
    const code = document.createElement("code");
    code.textContent = kind === "thing" ? note : hint.text;
    const name = document.createElement("span");
    name.textContent = label;
    element.append(code, " ", name);
    element.title = note;
  }

  function completer(name, kind, fits) {
    return {
      name: name,
      bulk: false,
      autoShow: true,
      isValidCompletionPosition: function (yasqe) {
        const token = yasqe.getCompleteToken();
        const typed = typedAt(yasqe).text;
        if (isVariable(typed) || token.type === "comment" || token.type === "string") return false;
        return (asked || typed.length > 0) && fits(yasqe, token);
      },
      preProcessToken: (yasqe, token) => {
        const { text, from, to } = typedAt(yasqe);
        return { ...token, string: text, from: { ch: from }, to: { ch: to } };
      },
      get: (_yasqe, token) => found(kind, token ? token.string : ""),
      postprocessHints: (_yasqe, hints) =>
        hints.map((hint) => ({
          ...hint,
          offer: data.offers.find((offer) => offer.text === hint.text),
          render: render,
        })),
    };
  }

  const isClass = (yasqe, token) => atClass(yasqe, token);
  const isProperty = (yasqe, token) => !atClass(yasqe, token) && atProperty(yasqe, token);
  Yasqe.registerAutocompleter(completer("class", "class", isClass));
  Yasqe.registerAutocompleter(completer("property", "property", isProperty));
  Yasqe.registerAutocompleter(completer("thing", "thing", atThing));
  // Our prefixes, not the several hundred that come with YASGUI; writing one declares it.
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes",
    persistenceId: null,
    get: () => Object.entries(data.prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort(),
  });

  kavshiri.complete = function (yasqe) {
    asked = true;
    try {
      yasqe.autocomplete();
    } finally {
      asked = false;
    }
  };
};
