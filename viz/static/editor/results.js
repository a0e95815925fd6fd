"use strict";
// How answers are shown: a table that can be sorted and filtered, yes or no, the response as it came,
// and errors in words. Every text is put in as text, never as HTML, and carries its language.

kavshiri.results = function (Yasr, data) {
  const words = data.words;
  const PAGE = 100;
  const NUMBERS = ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"];
  const XSD = data.prefixes.xsd;

  function made(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  /** A text with `{name}` replaced; numbers as the language of the page writes them. */
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_all, name) =>
      typeof values[name] === "number" ? values[name].toLocaleString(data.lang) : values[name]);
  }

  function shortened(iri) {
    if (iri.startsWith(data.base)) return "…/" + iri.slice(data.base.length);
    for (const [prefix, namespace] of Object.entries(data.prefixes)) {
      const rest = iri.slice(namespace.length);
      if (iri.startsWith(namespace) && /^[\w.-]*$/.test(rest)) return `${prefix}:${rest}`;
    }
    return iri;
  }

  /** Where a link to an IRI leads: what the store describes is shown by this server. */
  function address(iri) {
    for (const [start, path] of Object.entries(data.links)) {
      if (iri.startsWith(start)) return path + encodeURI(iri.slice(start.length)).replace(/[?]/g, "%3F");
    }
    return /^https?:/i.test(iri) ? iri : null;
  }

  function cellOf(term) {
    if (!term) return made("td", {});
    if (term.type === "uri") {
      const href = address(term.value);
      const text = shortened(term.value);
      if (!href) return made("td", { title: term.value }, text);
      return made("td", {}, made("a", { href: href, title: term.value }, text));
    }
    const cell = made("td", { textContent: term.value });
    if (term["xml:lang"]) cell.lang = term["xml:lang"];
    if (isNumber(term)) cell.className = "number";
    if (/^\d{4}-\d\d-\d\d/.test(term.value) && term.value.length < 40) cell.className = "date";
    if (term.datatype) cell.title = shortened(term.datatype);
    return cell;
  }

  const isNumber = (term) =>
    Boolean(term.datatype) && term.datatype.startsWith(XSD) &&
    NUMBERS.includes(term.datatype.slice(XSD.length));

  /** Order two terms: what is missing last, numbers by size, the rest as the language orders it. */
  function compared(one, other) {
    if (!one || !other) return one ? -1 : other ? 1 : 0;
    if (isNumber(one) && isNumber(other)) return Number(one.value) - Number(other.value);
    return one.value.localeCompare(other.value, data.lang, { numeric: true });
  }

  class Table {
    constructor(yasr) {
      this.yasr = yasr;
      this.label = words.as_table;
      this.priority = 10;
    }

    canHandleResults() {
      return Boolean(this.yasr.results) && Array.isArray(this.yasr.results.getVariables()) &&
        Boolean(this.yasr.results.getBindings());
    }

    draw() {
      this.names = this.yasr.results.getVariables();
      this.all = this.yasr.results.getBindings() || [];
      this.rows = this.all;
      this.shown = PAGE;
      this.sorted = { name: null, down: false };
      const into = this.yasr.resultsEl;
      this.yasr.pluginControls.replaceChildren();
      if (!this.all.length) {
        into.append(made("p", { className: "quiet", textContent: words.no_rows }));
        return;
      }
      this.body = made("tbody", {});
      this.table = made("table", {}, made("thead", {}, this.heading()), this.body);
      this.scroller = made("div", { className: "scroller", tabIndex: 0 }, this.table);
      this.scroller.setAttribute("role", "region");
      this.scroller.setAttribute("aria-label", words.results);
      this.next = made("button", { type: "button", className: "more" });
      this.next.addEventListener("click", () => this.showMore());
      this.yasr.pluginControls.replaceChildren(this.search());
      into.append(this.scroller, this.next);
      this.fill();
    }

    search() {
      const input = made("input", { type: "search", autocomplete: "off" });
      this.count = made("span", { className: "quiet" });
      this.count.setAttribute("role", "status");
      input.addEventListener("input", () => this.filter(input.value));
      return made("p", { className: "filter" }, made("label", {}, words.filter, " ", input), this.count);
    }

    heading() {
      return made("tr", {}, ...this.names.map((name) => {
        const button = made("button", { type: "button", textContent: name });
        button.title = filled(words.sort, { name: name });
        const cell = made("th", { scope: "col" }, button);
        button.addEventListener("click", () => this.sort(name, cell));
        return cell;
      }));
    }

    sort(name, cell) {
      const down = this.sorted.name === name && !this.sorted.down;
      this.sorted = { name: name, down: down };
      const sign = down ? -1 : 1;
      this.rows = [...this.rows].sort((one, other) => sign * compared(one[name], other[name]));
      for (const each of this.table.querySelectorAll("th")) each.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      this.fill();
    }

    filter(text) {
      const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
      this.rows = this.all.filter((row) => {
        const whole = this.names.map((name) => (row[name] ? row[name].value : "")).join("\n").toLowerCase();
        return parts.every((part) => whole.includes(part));
      });
      this.shown = PAGE;
      this.count.textContent = parts.length
        ? " " + filled(words.filtered, { count: this.rows.length, all: this.all.length })
        : "";
      this.fill();
    }

    fill() {
      this.body.replaceChildren(...this.rows.slice(0, this.shown).map((row) => this.rowOf(row)));
      this.offer();
    }

    showMore() {
      const before = this.shown;
      this.shown += PAGE * 5;
      this.body.append(...this.rows.slice(before, this.shown).map((row) => this.rowOf(row)));
      this.offer();
    }

    offer() {
      const left = this.rows.length - this.shown;
      this.next.hidden = left <= 0;
      this.next.textContent = filled(words.more, { count: Math.min(left, PAGE * 5) });
    }

    destroy() {
      this.yasr.pluginControls.replaceChildren();
    }

    rowOf(row) {
      return made("tr", {}, ...this.names.map((name) => cellOf(row[name])));
    }
  }

  class YesOrNo {
    constructor(yasr) {
      this.yasr = yasr;
      this.label = words.results;
      this.hideFromSelection = true;
      this.priority = 10;
    }

    canHandleResults() {
      return Boolean(this.yasr.results) && typeof this.yasr.results.getBoolean() === "boolean";
    }

    draw() {
      const text = this.yasr.results.getBoolean() ? words.yes : words.no;
      this.yasr.resultsEl.append(made("p", { className: "boolean", textContent: text }));
    }
  }

  class Response extends Yasr.plugins.response {
    constructor(yasr) {
      super(yasr);
      this.label = words.as_response;
      this.helpReference = undefined;
      this.config = { ...this.config, maxLines: 10000 };
    }

    draw(config) {
      super.draw(config);
      this.cm.getInputField().setAttribute("aria-label", words.as_response);
      kavshiri.reachable(this.cm, words.as_response);
    }
  }

  /** What went wrong, in words: the reason that the endpoint gives, and what to do about it. */
  async function errorOf(error) {
    const { title, texts } = kavshiri.reasons(error.text || "");
    const box = made("div", { className: "failed" }, made("p", {}, made("b", {}, title)));
    box.setAttribute("role", "alert");
    box.append(...texts.map((text) => made("p", { textContent: text })));
    return box;
  }

  /** The words of an error: of the JSON that the endpoint sends, else of what happened. */
  kavshiri.reasons = function (text) {
    if (/failed to fetch|networkerror|load failed/i.test(text)) {
      return { title: words.failed, texts: [words.unreachable] };
    }
    try {
      const { title, message, next } = JSON.parse(text).error;
      return { title: title || words.failed, texts: [message, next].filter(Boolean) };
    } catch {
      return { title: words.failed, texts: [text] };
    }
  };

  /** Let the keyboard reach the part of an editor that scrolls. */
  kavshiri.reachable = function (editor, label) {
    const scroller = editor.getScrollerElement();
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "group");
    scroller.setAttribute("aria-label", label);
  };

  function nothing() {}

  for (const name of Object.keys(Yasr.plugins)) Yasr.registerPlugin(name, Yasr.plugins[name], false);
  Yasr.registerPlugin("table", Table);
  Yasr.registerPlugin("boolean", YesOrNo);
  Yasr.registerPlugin("response", Response);
  Yasr.registerPlugin("error", Yasr.plugins.error);
  Yasr.defaults.errorRenderers = [errorOf];
  // In place of these stand the tools of the page; YASGUI's help leads to another server.
  Yasr.prototype.drawDownloadIcon = nothing;
  Yasr.prototype.drawDocumentationButton = nothing;
  Yasr.prototype.updateHelpButton = nothing;
  Yasr.prototype.fillFallbackBox = nothing;
  Yasr.prototype.updateResponseInfo = function () {
    const results = this.results;
    const rows = results && !results.hasError() ? results.getBindings() : null;
    const time = results ? results.getResponseTime() : undefined;
    const seconds = time === undefined ? "" : (time / 1000).toLocaleString(data.lang);
    const text = !rows ? words.taken : rows.length === 1 ? words.one_row : words.rows;
    this.dataElement.textContent =
      time === undefined ? "" : filled(text, { count: rows ? rows.length : 0, seconds: seconds });
  };
};
