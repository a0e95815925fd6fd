"use strict";
// Where a query is no SPARQL: marked in the margin and said in words below the editor. YASGUI's own
// message is in English only, and writes styles into the page, which its policy forbids.

kavshiri.syntax = function (Yasqe, data, say) {
  const words = data.words;
  // The names that the grammar has for what a person writes.
  const WRITTEN = {
    ANON: "[]", BLANK_NODE_LABEL: "_:x", DECIMAL: "1.5", DOUBLE: "1e3", INTEGER: "1", IRI_REF: "<…>",
    LANGTAG: "@ka", NIL: "()", PNAME_LN: "kav:…", STRING_LITERAL1: "'…'", STRING_LITERAL2: '"…"', VAR1: "?x",
  };

  function firstWrongLine(yasqe) {
    const doc = yasqe.getDoc();
    for (let line = 0; line < doc.lineCount(); line += 1) {
      const end = { line: line, ch: doc.getLine(line).length };
      const token = yasqe.getTokenAt(end, true);
      yasqe.setOption("queryType", token.state.queryType);
      if (token.state.OK === false) return { line: line, state: token.state };
    }
    return null;
  }

  function message(wrong) {
    const line = String(wrong.line + 1);
    const undeclared = /^Prefix '(.*)' is not defined$/.exec(wrong.state.errorMsg || "");
    if (undeclared) {
      const text = undeclared[1] in data.prefixes ? words.prefix_known : words.prefix;
      return text.replace("{line}", line).replace("{prefix}", undeclared[1]);
    }
    const expected = (wrong.state.possibleCurrent || [])
      .map((name) => WRITTEN[name] || name)
      .filter((text) => !/_|^VAR2$/.test(text) || text === "_:x")
      .slice(0, 12).join("  ");
    const text = expected ? words.syntax : words.syntax_plain;
    return text.replace("{line}", line).replace("{expected}", expected);
  }

  Yasqe.prototype.checkSyntax = function () {
    this.clearGutter("gutterErrorBar");
    const wrong = firstWrongLine(this);
    this.queryValid = !wrong;
    if (wrong) {
      const mark = document.createElement("span");
      mark.className = "syntax-mark";
      mark.textContent = "!";
      mark.title = message(wrong);
      this.setGutterMarker(wrong.line, "gutterErrorBar", mark);
    }
    say(wrong ? message(wrong) : "");
  };
};
