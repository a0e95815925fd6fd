"use strict";
// Everything that comes from the plans is put on the page as text, never as HTML.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const names = new Map(data.nodes.map((node) => [node.id, node.name]));
  const panel = document.getElementById("panel");
  const choice = document.getElementById("choice");
  const least = document.getElementById("least");

  function make(tag, text, ...children) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
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
  const network = new vis.Network(picture, { nodes: nodes, edges: edges }, data.options);

  // The library's own fit does not count the labels.
  function fit() {
    const boxes = data.nodes.map((node) => network.getBoundingBox(node.id));
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    const scale = Math.min(picture.clientWidth / (right - left),
      picture.clientHeight / (bottom - top)) * 0.96;
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: Math.min(scale, 1.4) });
  }

  function activityItem(iri) {
    const activity = data.activities[iri];
    const item = make("li", "", make("strong", activity.number || "…"), " " + activity.title);
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

  function showNode(id) {
    choice.value = id;
    panel.replaceChildren(make("h2", names.get(id)),
      ...linkList(words.needs,
        data.edges.filter((edge) => edge.from === id || (edge.mutual && edge.to === id)), "to", id),
      ...linkList(words.needed_by,
        data.edges.filter((edge) => edge.to === id && !edge.mutual), "from", id),
      ...Object.keys(data.parts).flatMap((part) =>
        activityList(words[part], data.parts[part][id].count, data.parts[part][id].listed)));
    draw(id);
  }

  function showEdge(edge) {
    let roles = data.layers[edge.layer] + ": " + edge.roles.map((role) => words[role]).join(", ");
    if (edge.critical) roles += " (" + words.critical.replace("{count}", edge.critical) + ")";
    panel.replaceChildren(make("h2", names.get(edge.from) + " → " + names.get(edge.to)),
      make("p", roles), ...activityList(words.activities, edge.weight, edge.activities));
  }

  function showNothing() {
    choice.value = "";
    const hint = make("p", words.hint);
    hint.className = "hint";
    panel.replaceChildren(hint);
    draw(null);
  }

  // Draws the lines that are heavy enough, or all lines of the organisation that is chosen.
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
  window.addEventListener("resize", fit);
  window.addEventListener("beforeprint", fit);
  showNothing();
  fit();
  document.documentElement.dataset.ready = "yes";
})();
