// The network page: the drawing that the server made becomes one that answers.
"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const board = document.getElementById("board");
  const told = document.getElementById("told");
  const controls = document.getElementById("controls");
  if (!window.cytoscape) { return; }
  const words = data.words;
  const colours = {
    government: ["#0072B2", "ellipse"], international: ["#E69F00", "diamond"],
    civilSociety: ["#009E73", "triangle"], academic: ["#CC79A7", "rectangle"],
    private: ["#56B4E9", "hexagon"], mixed: ["#D55E00", "star"], "": ["#999999", "vee"],
  };

  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text || "" }, more || {});
  const elements = data.marks.map((mark, i) => ({
    data: {
      id: "m" + i, label: mark.label, size: 2 * mark.size, colour: colours[mark.sector][0],
      shape: colours[mark.sector][1], fade: mark.group ? 0.45 : 1, mark: i,
    },
    position: { x: mark.x, y: mark.y },
  })).concat(data.lines.map((line, i) => ({
    data: {
      id: "l" + i, source: "m" + line.from, target: "m" + line.to, line: i,
      weight: line.activities.length, width: 0.7 + 0.75 * Math.sqrt(line.activities.length),
      dash: line.layer === "funding" ? "dashed" : "solid", tip: line.mutual ? "none" : "triangle",
    },
  })));

  board.hidden = false;
  document.getElementById("drawing").hidden = true;
  // Cytoscape's one inline rule (site.css has it): where this name is taken it adds none.
  document.head.append(make("meta", "", { id: "__________cytoscape_stylesheet" }));
  const cy = window.cytoscape({
    container: board, elements: elements, layout: { name: "preset", fit: true, padding: 30 },
    autoungrabify: true, minZoom: 0.2, maxZoom: 5, boxSelectionEnabled: false,
    style: [
      { selector: "node", style: {
        label: "data(label)", width: "data(size)", height: "data(size)", "background-color": "data(colour)",
        "background-opacity": "data(fade)", shape: "data(shape)", "border-width": 1, "border-color": "#16202a",
        "font-family": "Noto Sans Georgian, Noto Sans, DejaVu Sans, sans-serif", "font-size": 9.5, color: "#16202a",
        "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-outline-color": "#fff", "text-outline-width": 2,
        "min-zoomed-font-size": 5 } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": "#66727d", "target-arrow-color": "#66727d", "target-arrow-shape": "data(tip)",
        "line-style": "data(dash)", "curve-style": "bezier", "arrow-scale": 0.7, opacity: 0.5 } },
      { selector: ".dim", style: { opacity: 0.09 } },
      { selector: ".chosen", style: { "border-width": 4, "border-color": "#d55e00", "z-index": 9 } },
      { selector: "edge.chosen", style: { "line-color": "#d55e00", "target-arrow-color": "#d55e00", opacity: 1, "z-index": 9 } },
      { selector: ".gone", style: { display: "none" } },
    ],
  });
  window.kavshiriNetwork = cy;

  let first = null;  // the body from which a path is looked for

  function clear() {
    cy.elements().removeClass("dim chosen");
    told.replaceChildren(make("p", words.hint, { className: "note" }));
  }
  function light(some) {
    cy.elements().removeClass("dim chosen").addClass("dim");
    some.removeClass("dim");
  }
  function rows(title, numbers) {
    if (!numbers.length) { return []; }
    const list = make("ul", "", { className: "activities" });
    numbers.forEach((n) => {
      const activity = data.activities[n];
      const item = make("li");
      const link = make("a", activity.title, { href: activity.page });
      if (data.lang !== "ka" && /[ა-ჰ]/.test(activity.title)) { link.lang = "ka"; }
      item.append(make("span", activity.number + " ", { className: "number" }), link,
        make("span", " " + activity.plan + (activity.due ? " · " + words.due + " " + activity.due : ""), { className: "note" }));
      list.append(item);
    });
    return [make("h3", title + " (" + numbers.length + ")"), list];
  }
  function ties(title, edges, end) {
    if (!edges.length) { return []; }
    const list = make("ul");
    edges.sort((a, b) => b.data("weight") - a.data("weight")).forEach((edge) => {
      const other = data.marks[edge[end]().data("mark")];
      const button = make("button", other.name + " (" + edge.data("weight") + ")", { type: "button", className: "plain" });
      button.addEventListener("click", () => showLine(edge));
      const item = make("li");
      item.append(button);
      list.append(item);
    });
    return [make("h3", title), list];
  }
  function showMark(node) {
    if (first && first.id() !== node.id()) { return showPath(first, node); }
    const mark = data.marks[node.data("mark")];
    light(node.closedNeighborhood());
    node.addClass("chosen");
    const numbers = [...new Set(node.connectedEdges().toArray().flatMap((e) => data.lines[e.data("line")].activities))];
    const path = make("button", words.path, { type: "button" });
    path.addEventListener("click", () => {
      first = node;
      told.replaceChildren(make("p", words.path_from + ": " + mark.name));
    });
    const out = node.connectedEdges((e) => !e.hasClass("gone") && e.source().id() === node.id());
    const into = node.connectedEdges((e) => !e.hasClass("gone") && e.target().id() === node.id());
    const facts = make("p", words.leads + " " + mark.leads + " · " + words.helps + " " + mark.helps + " · " + words.funds + " " + mark.funds, { className: "note" });
    const links = make("p");
    if (mark.page) { links.append(make("a", words.page, { href: mark.page }), " · "); }
    links.append(make("a", words.what_if, { href: data.what_if + "?without=" + encodeURIComponent(mark.slug) }), " ", path);
    told.replaceChildren(make("h2", mark.name), facts, links,
      ...ties(words.needs, out.toArray(), "target"), ...ties(words.needed_by, into.toArray(), "source"),
      ...rows(words.activities, numbers));
    chooser.value = String(node.data("mark"));
  }
  function showLine(edge) {
    first = null;
    const line = data.lines[edge.data("line")];
    light(edge.union(edge.connectedNodes()));
    edge.addClass("chosen");
    told.replaceChildren(
      make("h2", data.marks[line.from].name + (line.mutual ? " ↔ " : " → ") + data.marks[line.to].name),
      make("p", line.layerName, { className: "note" }),
      ...rows(words.activities, line.activities), ...rows(words.critical, line.critical));
  }
  function showPath(one, other) {
    first = null;
    const way = cy.elements().not(".gone").dijkstra({ root: one, directed: false }).pathTo(other);
    if (way.length < 2) {
      clear();
      told.prepend(make("p", words.no_path, { role: "status" }));
      return;
    }
    light(way);
    way.addClass("chosen");
    const list = make("ol");
    way.nodes().forEach((node) => list.append(make("li", data.marks[node.data("mark")].name)));
    told.replaceChildren(make("h2", words.path), list);
    way.edges().forEach((edge) => {
      const line = data.lines[edge.data("line")];
      told.append(...rows(data.marks[line.from].name + " → " + data.marks[line.to].name, line.activities));
    });
  }

  cy.on("tap", "node", (event) => showMark(event.target));
  cy.on("tap", "edge", (event) => showLine(event.target));
  cy.on("tap", (event) => { if (event.target === cy) { first = null; clear(); } });

  function button(text, act) {
    const made = make("button", text, { type: "button" });
    made.addEventListener("click", act);
    return made;
  }
  const chooser = make("select");
  chooser.append(make("option", "", { value: "" }));
  data.marks.map((mark, i) => [mark.name, i]).sort((a, b) => a[0].localeCompare(b[0], data.lang))
    .forEach(([name, i]) => chooser.append(make("option", name, { value: String(i) })));
  chooser.addEventListener("change", () => (chooser.value ? showMark(cy.getElementById("m" + chooser.value)) : clear()));
  const choose = make("label", words.choose + " ");
  choose.append(chooser);
  const most = Math.max(1, ...data.lines.map((line) => line.activities.length));
  const least = make("input", "", { type: "range", min: "1", max: String(most), step: "1", value: "1" });
  const shown = make("output", "1");
  least.addEventListener("input", () => {
    shown.textContent = least.value;
    cy.batch(() => cy.edges().forEach((edge) => edge.toggleClass("gone", edge.data("weight") < Number(least.value))));
  });
  const slider = make("label", words.least + ": ");
  slider.append(shown, least);
  function save(blob, name) {
    const link = make("a", "", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  const buttons = make("p", "", { className: "buttons" });
  buttons.append(
    button(words.zoom_in, () => cy.animate({ zoom: cy.zoom() * 1.4, center: {} }, { duration: 0 })),
    button(words.zoom_out, () => cy.animate({ zoom: cy.zoom() / 1.4, center: {} }, { duration: 0 })),
    button(words.fit, () => cy.fit(undefined, 30)),
    button(words.reset, () => { first = null; least.value = "1"; least.dispatchEvent(new Event("input")); chooser.value = ""; clear(); cy.fit(undefined, 30); }),
    button(words.png, () => cy.png({ output: "blob-promise", full: true, scale: 3, bg: "#ffffff" }).then((blob) => save(blob, "network.png"))),
    button(words.svg, () => save(new Blob([document.querySelector("#drawing svg").outerHTML], { type: "image/svg+xml" }), "network.svg")));
  controls.append(choose, slider, buttons);
  controls.hidden = false;
  board.setAttribute("aria-label", document.querySelector(".stage").getAttribute("aria-label"));
  board.setAttribute("role", "application");
  board.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    if (step) { cy.panBy({ x: step[0], y: step[1] }); event.preventDefault(); }
    if (event.key === "+" || event.key === "=") { cy.zoom({ level: cy.zoom() * 1.2, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); }
    if (event.key === "-") { cy.zoom({ level: cy.zoom() / 1.2, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); }
    if (event.key === "Escape") { first = null; clear(); }
  });
})();
