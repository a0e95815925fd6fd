"use strict";
// The page of the editor: puts YASGUI in the place of the plain form, and ties the questions, the
// graph in brief and the tools to its tabs.

document.addEventListener("DOMContentLoaded", () => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const element = (id) => document.getElementById(id);
  const NARROW = window.matchMedia("(max-width: 60rem)");

  if (!window.Yasgui) return; // the plain form stays

  const { Yasqe, Yasr } = window.Yasgui;
  const endpoint = new URL(data.endpoint, document.baseURI).href;

  // These stand below the editor of the tab that is shown; a tab that is closed lets them go.
  const syntax = element("syntax");
  const keys = element("keys");

  kavshiri.completion(Yasqe, data);
  kavshiri.syntax(Yasqe, data, (text) => { syntax.textContent = text; });
  kavshiri.results(Yasr, data);
  Yasqe.prototype.drawButtons = function () {}; // the tools of the page stand in their place
  Yasqe.defaults.editorHeight = "max(18rem, 40vh)";

  const yasgui = new window.Yasgui(element("yasgui"), {
    autofocus: false,
    autoAddOnInit: false,
    contextMenuContainer: document.createElement("div"),
    endpointCatalogueOptions: { getData: () => [], keys: [] },
    persistenceId: "kavshiri",
    populateFromUrl: false,
    tabName: words.query_tab,
    requestConfig: {
      endpoint: () => endpoint,
      method: "POST",
      headers: () => ({ "Accept-Language": data.lang }), // for what the endpoint says in words
    },
    yasqe: {
      value: data.newQuery,
      extraKeys: {
        "Ctrl-Space": (yasqe) => kavshiri.complete(yasqe),
        Tab: false, // Tab leaves the editor, as everywhere on a page
        "Shift-Tab": false,
      },
    },
    // What a tab answered is not kept: the store may have been built anew since.
    yasr: { maxPersistentResponseSize: 0, prefixes: data.prefixes },
  });

  const current = () => yasgui.getTab();

  function open(title, sparql, run) {
    const known = Object.values(yasgui._tabs).find(
      (tab) => tab.getPersistedJson().yasqe.value === sparql);
    if (known) yasgui.selectTabId(known.getId());
    else yasgui.addTab(true, { name: title, yasqe: { value: sparql } });
    if (run) current().query().catch(() => {});
  }

  function openExample(id, run) {
    const example = data.examples[id];
    if (!example) return;
    open(example.title, example.sparql, run);
    showValues(current().getYasqe());
  }

  /** Bring the values that can be changed into view, with as much as possible of what is above. */
  function showValues(yasqe) {
    const lines = yasqe.getValue().split("\n");
    const last = lines.findLastIndex((line) => /^\s*VALUES\s+\?/.test(line));
    if (last < 0) return;
    yasqe.collapsePrefixes(true);
    const first = lines.findIndex((line) => /^\s*VALUES\s+\?/.test(line));
    yasqe.scrollIntoView({ line: Math.min(last, first + 4), ch: 0 }, 12);
  }

  // --- what stands in the address: a shared query, or an example ---

  function openAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (/^\/(ka|en)\//.test(asked.get("load") || "")) {
      history.replaceState(null, "", location.pathname + location.search);
      load(asked.get("load"), asked.get("name"));
      return true;
    }
    if (!asked.get("query")) return false;
    history.replaceState(null, "", location.pathname + location.search);
    open(asked.get("name") || words.query_tab, asked.get("query"), true);
    return true;
  }

  // The query behind a table of a page of this server, which the page hands out as a file.
  async function load(address, name) {
    const answer = await fetch(address);
    if (answer.ok && /sparql-query/.test(answer.headers.get("content-type"))) {
      open(name || words.query_tab, await answer.text(), true);
    }
  }

  function linkTo(tab) {
    const link = new URL(location.pathname, location.href);
    link.searchParams.set("lang", data.lang);
    link.hash = new URLSearchParams({ query: tab.getYasqe().getValue(), name: tab.getName() });
    return link.href;
  }

  async function share() {
    const input = element("shared-link");
    const said = element("shared").querySelector("[role=status]");
    input.value = linkTo(current());
    element("shared").hidden = false;
    input.focus();
    input.select();
    try {
      await navigator.clipboard.writeText(input.value);
      said.textContent = words.copied;
    } catch {
      said.textContent = words.copy_it; // no clipboard without https, or it was refused
    }
  }

  // --- the tools ---

  let running = new Set();

  function showRunning(tab, is) {
    if (is) running.add(tab.getId());
    else running.delete(tab.getId());
    drawTools();
  }

  function drawTools() {
    const busy = Boolean(current()) && running.has(current().getId());
    element("run").textContent = busy ? words.stop : words.run;
    element("run").classList.toggle("busy", busy);
    element("shared").hidden = true;
  }

  function runOrStop() {
    const tab = current();
    if (running.has(tab.getId())) tab.getYasqe().abortQuery();
    else tab.query().catch(() => {});
  }

  yasgui.on("query", (_yasgui, tab) => showRunning(tab, true));
  yasgui.on("queryResponse", (_yasgui, tab) => showRunning(tab, false));
  yasgui.on("queryAbort", (_yasgui, tab) => showRunning(tab, false));
  yasgui.on("tabSelect", () => setTimeout(dress));
  yasgui.on("tabAdd", () => setTimeout(dress));
  yasgui.on("tabClose", () => setTimeout(dress));

  /** Put the words of the page on what YASGUI draws, and name what a screen reader meets. */
  function dress() {
    for (const close of document.querySelectorAll(".closeTab")) close.title = words.close_tab;
    for (const input of document.querySelectorAll(".tabsList input")) {
      input.setAttribute("aria-label", words.query_tab);
    }
    const tab = current();
    if (!tab) return yasgui.addTab(true);
    const field = tab.getYasqe().getInputField();
    field.setAttribute("aria-label", words.query);
    field.setAttribute("aria-describedby", "keys");
    kavshiri.reachable(tab.getYasqe(), words.query);
    document.querySelector(".tabPanel.active .editorwrapper").append(syntax, keys);
    tab.getYasqe().checkSyntax();
    drawTools();
  }

  // --- the questions and the graph in brief ---

  function followExamples() {
    document.querySelector("aside").addEventListener("click", (event) => {
      const link = event.target.closest("[data-example]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openExample(link.dataset.example, true);
      if (NARROW.matches) element("editor").scrollIntoView();
    });
  }

  function insertTerms() {
    for (const code of document.querySelectorAll("[data-insert]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(code.cloneNode(true));
      button.addEventListener("click", () => insert(code.dataset.insert));
      code.replaceWith(button);
    }
    for (const hint of document.querySelectorAll(".scripted")) hint.hidden = false;
  }

  function insert(text) {
    const yasqe = current().getYasqe();
    const used = text.match(/([a-z]+):/)[1];
    yasqe.replaceSelection(text + " ");
    if (!(used in yasqe.getPrefixesFromQuery())) yasqe.addPrefixes({ [used]: data.prefixes[used] });
    yasqe.focus();
  }

  function findQuestions() {
    const find = element("find");
    find.closest("p").hidden = false;
    find.addEventListener("input", () => {
      const parts = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const item of element("questions").querySelectorAll("li")) {
        const about = data.examples[item.firstElementChild.dataset.example];
        const text = `${item.textContent} ${about ? about.sparql.split("PREFIX")[0] : ""}`.toLowerCase();
        item.hidden = !parts.every((part) => text.includes(part));
        left += item.hidden ? 0 : 1;
      }
      for (const section of element("questions").querySelectorAll("section")) {
        section.hidden = !section.querySelector("li:not([hidden])");
      }
      element("none-found").textContent = left ? "" : words.no_question;
    });
  }

  element("plain").hidden = true;
  element("work").hidden = false;
  element("run").addEventListener("click", runOrStop);
  element("share").addEventListener("click", share);
  element("new-tab").addEventListener("click", () => yasgui.addTab(true));
  kavshiri.downloads(element("download"), data, current);
  followExamples();
  insertTerms();
  findQuestions();
  // YASGUI's menu of a tab is in English only; the browser's own comes instead
  element("yasgui").addEventListener("contextmenu", (event) => event.stopPropagation(), true);
  window.addEventListener("hashchange", openAddress);
  if (NARROW.matches) for (const id of ["questions", "schema"]) element(id).open = false;
  if (!openAddress()) {
    if (data.opened) openExample(data.opened, true);
    else if (!current()) openExample(data.first, false);
  }
  dress();
  document.documentElement.dataset.ready = "yes";
});
