"use strict";
// Everything that comes from the plans is put on the page as text, never as HTML.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const names = new Map(data.nodes.map((node) => [node.id, node.name]));
  const panel = document.getElementById("panel");
  const choice = document.getElementById("choice");
  const least = document.getElementById("least");
  const LEGIBLE = 0.6; // below this scale names can hardly be read

  const elsewhere = document.documentElement.lang !== "ka";

  function make(tag, text, ...children) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (text && elsewhere && /[\u10d0-\u10ff]/.test(text)) element.lang = "ka";
    element.append(...children);
    return element;
  }

  function edgeTitle(edge) {
    return names.get(edge.from) + " → " + names.get(edge.to) + ": " + edge.weight + " " +
      words.activities_of;
  }

  const nodes = new vis.DataSet(data.nodes.map((node) =>
    Object.assign({}, node, { title: make("div", node.name) })));
  const edges = new vis.DataSet(data.edges.map((edge) =>
    Object.assign({}, edge, { title: make("div", edgeTitle(edge)) })));
  const picture = document.getElementById("picture");
  const drawing = document.getElementById("drawing");
  document.getElementById("board").hidden = false;
  drawing.hidden = true;
  const network = new vis.Network(picture, { nodes: nodes, edges: edges }, data.options);
  const frame = picture.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", words.picture + " (" + words.keys + ")");

  // The library's own fit does not count the labels.
  function fit(ids) {
    const boxes = ids.map((id) => network.getBoundingBox(id));
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    const scale = Math.min(picture.clientWidth / (right - left),
      picture.clientHeight / (bottom - top)) * 0.96;
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: Math.min(scale, 1.4) });
  }

  const everybody = data.nodes.map((node) => node.id);
  const fitAll = () => fit(everybody);
  const zoom = (by) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * by, .1), 6) });

  function activityItem(iri) {
    const activity = data.activities[iri];
    const item = make("li", "", make("strong", activity.number || "…"), " ",
      make("span", activity.title));
    const place = [activity.plan];
    if (activity.lines) place.push(words.lines + " " + activity.lines);
    if (activity.due) place.push(words.due + " " + activity.due);
    const small = make("div", place.join(", "));
    small.className = "quiet";
    item.append(small);
    return item;
  }

  function activityList(title, count, listed) {
    if (!count) return [];
    const items = listed.map(activityItem);
    if (listed.length < count) items.push(make("li", "…"));
    return [make("h3", title + " (" + count + ")"), make("ol", "", ...items)];
  }

  const several = Object.keys(data.layers).length > 1;

  function linkList(title, links, end, id) {
    if (!links.length) return [];
    const items = links.slice().sort((a, b) => b.weight - a.weight).map((edge) => {
      const other = edge[end] === id ? edge.from === id ? edge.to : edge.from : edge[end];
      const kind = several ? data.layers[edge.layer] + ", " : "";
      const button = make("button", names.get(other) + " (" + kind + edge.weight + ")");
      button.type = "button";
      button.addEventListener("click", () => showEdge(edge));
      return make("li", "", button);
    });
    return [make("h3", title + " (" + links.length + ")"), make("ol", "", ...items)];
  }

  function shown(is) {
    panel.hidden = false;
    document.body.classList.toggle("chosen", is);
  }

  function showNode(id) {
    choice.value = id;
    shown(true);
    panel.replaceChildren(make("h2", names.get(id)),
      ...linkList(words.needs,
        data.edges.filter((edge) => edge.from === id || (edge.mutual && edge.to === id)), "to", id),
      ...linkList(words.needed_by,
        data.edges.filter((edge) => edge.to === id && !edge.mutual), "from", id),
      ...Object.keys(data.parts).flatMap((part) =>
        activityList(words[part], data.parts[part][id].count, data.parts[part][id].listed)));
    const near = draw(id);
    if (network.getScale() < LEGIBLE) fit(near);
  }

  function showEdge(edge) {
    shown(true);
    let roles = data.layers[edge.layer] + ": " + edge.roles.map((role) => words[role]).join(", ");
    if (edge.critical) roles += " (" + words.critical.replace("{count}", edge.critical) + ")";
    panel.replaceChildren(make("h2", names.get(edge.from) + " → " + names.get(edge.to)),
      make("p", roles), ...activityList(words.activities, edge.weight, edge.activities));
  }

  function showNothing() {
    choice.value = "";
    shown(false);
    const hint = make("p", words.hint);
    hint.className = "hint";
    panel.replaceChildren(hint);
    draw(null);
  }

  // Draws the lines that are heavy enough, or all lines of the organisation that is chosen; returns
  // whom they join.
  function draw(chosen) {
    const from = Number(least.value);
    const near = new Set([chosen]);
    edges.update(data.edges.map((edge) => {
      const touches = edge.from === chosen || edge.to === chosen;
      if (touches) near.add(edge.from).add(edge.to);
      return { id: edge.id, hidden: chosen === null ? edge.weight < from : !touches };
    }));
    nodes.update(data.nodes.map((node) =>
      ({ id: node.id, opacity: chosen === null || near.has(node.id) ? node.opacity : 0.2,
        font: Object.assign({}, node.font,
          { color: chosen === null || near.has(node.id) ? "#111111" : "#9a9a9a" }) })));
    return chosen === null ? everybody : [...near];
  }

  network.on("click", (event) => {
    if (event.nodes.length) showNode(event.nodes[0]);
    else if (event.edges.length) showEdge(data.edges.find((edge) => edge.id === event.edges[0]));
    else showNothing();
  });
  choice.addEventListener("change", () => {
    if (!choice.value) { network.unselectAll(); showNothing(); return; }
    network.selectNodes([choice.value]);
    showNode(choice.value);
  });
  least.addEventListener("input", () => {
    document.getElementById("least-shown").textContent = least.value;
    network.unselectAll();
    showNothing();
  });

  data.nodes.slice().sort((a, b) => a.name.localeCompare(b.name, document.documentElement.lang))
    .forEach((node) => {
      const option = make("option", node.name);
      option.value = node.id;
      choice.append(option);
    });
  document.querySelector(".controls").hidden = false;
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("fit").addEventListener("click", fitAll);

  let width = picture.clientWidth;
  window.addEventListener("resize", () => { // the bar of a telephone's browser changes the height only
    if (picture.clientWidth !== width) fitAll();
    width = picture.clientWidth;
  });

  // In the frame of a notebook a link to a place of this page would open the notebook's own page.
  if (location.protocol === "about:") {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (!link) return;
      event.preventDefault();
      document.querySelectorAll(".target").forEach((row) => row.classList.remove("target"));
      const row = document.getElementById(link.getAttribute("href").slice(1));
      row.classList.add("target");
      row.scrollIntoView({ block: "center" });
    });
  }
  showNothing();
  fitAll();
  document.documentElement.dataset.ready = "yes";
})();
