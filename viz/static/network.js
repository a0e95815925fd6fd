// The network page: the drawing that the server made becomes one that answers. Nothing is fetched.
"use strict";
(function () {
  const K = window.Kavshiri;
  const data = JSON.parse(document.getElementById("data").textContent);
  const [board, told, loss, said, controls] = ["board", "told", "loss", "said", "controls"].map((id) => document.getElementById(id));
  const picture = document.querySelector("#drawing svg");
  if (!window.cytoscape) { return; }
  const words = data.words, make = K.make;
  const some = (count) => Array.from({ length: count }, (_, i) => i);
  const MARKS = some(data.marks.length), LINES = some(data.lines.length);

  // What was chosen, hidden and taken away; everything on the page follows from it.
  const state = {
    mark: -1, line: -1, way: [], begun: -1, here: -1, keys: false, least: 1,
    away: new Set(), others: [], sectors: new Set(), layers: new Set(),
  };
  const isDrawn = (i) => !state.sectors.has(data.marks[i].sector);
  const isSeen = (i) => isDrawn(i) && !state.away.has(i);
  function seenLines() {
    return LINES.filter((j) => {
      const line = data.lines[j];
      return isSeen(line.from) && isSeen(line.to) && line.weight >= state.least && !state.layers.has(line.layer);
    });
  }

  // What stands there while nothing is chosen
  const nothing = document.createDocumentFragment(), given = document.getElementById("nothing");
  nothing.append(...[...(given ? given.content : told).childNodes].map((each) => each.cloneNode(true)));

  board.hidden = false;
  const drawing = K.drawing(data, board, picture, { mark: press, line: pressLine, nothing: clear });
  document.getElementById("drawing").hidden = true;
  const teller = K.teller(data, { line: pressLine, take: take, begin: begin, canTake: canTake });

  function draw() {
    const lines = seenLines(), lit = new Set(), chosen = new Set();
    const near = new Set(state.way.length ? state.way : state.mark >= 0 && isSeen(state.mark) ? [state.mark] : []);
    lines.forEach((j) => {
      const line = data.lines[j], ends = [line.from, line.to];
      const at = ends.map((end) => state.way.indexOf(end));
      if (state.way.length ? at.every((n) => n >= 0) && Math.abs(at[0] - at[1]) === 1 : state.line === j) {
        chosen.add(j);
        ends.forEach((end) => near.add(end));
      } else if (!state.way.length && ends.includes(state.mark)) { lit.add(j); }
    });
    lit.forEach((j) => { near.add(data.lines[j].from); near.add(data.lines[j].to); });
    const quiet = near.size > 0;
    const ofMarks = MARKS.map((i) => (!isDrawn(i) ? "gone" : i === state.mark || state.way.includes(i) ? "chosen"
      : state.away.has(i) ? "away" : near.has(i) ? "lit" : quiet ? "dim" : ""));
    const shown = new Set(lines);
    const ofLines = LINES.map((j) => (!shown.has(j) ? "gone" : chosen.has(j) ? "chosen" : lit.has(j) ? "lit" : quiet ? "dim" : ""));
    MARKS.forEach((i) => { if (state.away.has(i) && ofMarks[i] === "chosen") { ofMarks[i] = "away"; } });
    const cut = cutOff();
    MARKS.forEach((i) => { if (cut.includes(i) && ofMarks[i] === "") { ofMarks[i] = "cut"; } });
    tally(cut);
    drawing.show(ofMarks, ofLines, state.keys ? state.here : -1);
    chooser.value = state.mark >= 0 ? String(state.mark) : "";
  }
  // Who had ties and lost them all with those who are away.
  function cutOff() {
    const had = new Set(), has = new Set();
    data.lines.forEach((line) => [line.from, line.to].forEach((end) => {
      had.add(end);
      if (!state.away.has(line.from) && !state.away.has(line.to)) { has.add(end); }
    }));
    return MARKS.filter((i) => had.has(i) && !has.has(i) && !state.away.has(i));
  }
  // The legend and the figures above the picture count what is left.
  function tally(cut) {
    const put = (name, code, count) => {
      const item = document.querySelector(".legend [data-" + name + '="' + code + '"]');
      if (item) { item.querySelector(".count").textContent = count; }
      return item;
    };
    Object.keys(data.looks).forEach((sector) => put("sector", sector, MARKS.filter((i) => data.marks[i].sector === sector && !state.away.has(i)).length));
    const left = data.lines.filter((line) => line.weight >= state.least && !state.away.has(line.from) && !state.away.has(line.to));
    Object.keys(data.layers).forEach((layer) => put("layer", layer, left.filter((line) => line.layer === layer).length));
    [["away", state.away.size], ["cut", cut.length]].forEach(([sign, count]) => { put("sign", sign, count).hidden = !count; });
    if (data.isCut || data.lines.length < data.counts.edges) { return; }  // else the server knows more
    const edges = data.lines.filter((line) => !state.away.has(line.from) && !state.away.has(line.to)).length;
    const told = state.away.size ? K.fill(words.figures_left, {
      bodies: MARKS.length - state.away.size - cut.length, all_bodies: data.counts.bodies, edges: edges, all_edges: data.counts.edges }) : "";
    const names = cut.length ? " " + K.fill(words.cut_off, { names: cut.map((i) => data.marks[i].name).join(", ") }) : "";
    document.getElementById("rest").replaceChildren(...(told ? [make("br"), make("strong", told + names)] : []));
  }
  function tell(parts, sentence) {
    told.replaceChildren(...parts);
    speak(sentence);
    reveal(told);
  }
  function speak(sentence) { said.textContent = sentence; }
  function facts(i) { const mark = data.marks[i]; return mark.name + ": " + K.fill(words.facts_counted, mark); }
  function context() { return { away: state.away, lines: seenLines() }; }

  // Where the page is one column what was told may be out of sight.
  function reveal(part) {
    const head = part.querySelector("h2");
    if (head && window.matchMedia("(max-width: 60rem)").matches) { head.scrollIntoView({ block: "nearest" }); }
  }

  function press(i) {
    if (state.begun >= 0 && state.begun !== i) { return showPath(state.begun, i); }
    Object.assign(state, { mark: i, line: -1, way: [], begun: -1, here: i });
    tell(teller.mark(i, context()), facts(i));
    keepPath([]);
    draw();
  }
  function pressLine(j) {
    Object.assign(state, { mark: -1, line: j, way: [], begun: -1 });
    const line = data.lines[j];
    tell(teller.line(j), data.marks[line.from].name + " → " + data.marks[line.to].name + ": " + line.weight);
    keepPath([]);
    draw();
  }
  function clear() {
    Object.assign(state, { mark: -1, line: -1, way: [], begun: -1 });
    tell([nothing.cloneNode(true)], words.cleared);
    keepPath([]);
    draw();
  }
  function begin(i) {
    Object.assign(state, { begun: i, way: [], mark: i, line: -1 });
    const sentence = K.fill(words.path_from, { name: data.marks[i].name });
    tell([make("p", sentence)], sentence);
    draw();
  }
  function showPath(one, other) {
    if (data.isCut && !data.isFile && data.marks[one].slug) {  // the way may lead over bodies that are not drawn
      window.location.assign(K.address({ from: [data.marks[one].slug], to: [data.marks[other].slug] }));
      return;
    }
    const lines = seenLines(), way = K.pathBetween(data, lines.map((j) => data.lines[j]), one, other);
    Object.assign(state, { begun: -1, mark: -1, line: -1, way: way, here: other });
    if (way.length) {
      tell(teller.path(way, lines), way.map((i) => data.marks[i].name).join(" – "));
      keepPath([one, other]);
    } else { tell([make("p", words.no_path)], words.no_path); }
    draw();
  }

  function canTake(i) { return data.isWhole ? data.marks[i].bodies.length > 0 : !data.isFile && Boolean(data.marks[i].slug); }
  function take(i) {
    if (!canTake(i)) { return; }
    if (!data.isWhole) {
      const without = new URLSearchParams(window.location.search).getAll("without"), slug = data.marks[i].slug;
      window.location.assign(K.address({ without: state.away.has(i) ? without.filter((each) => each !== slug) : without.concat(slug) }));
      return;
    }
    const isBack = state.away.delete(i);
    if (!isBack) { state.away.add(i); }
    lose(K.fill(isBack ? words.is_back : words.is_away, { name: data.marks[i].name }));
  }
  function lose(sentence) {
    const marks = [...state.away].sort((a, b) => a - b);
    const gone = [...new Set(marks.flatMap((i) => data.marks[i].bodies).concat(state.others))].sort((a, b) => a - b);
    const slugs = gone.map((body) => data.bodies[body]);
    keep({ without: slugs });
    if (gone.length) {
      const found = K.whatIf(data, gone);
      const names = marks.map((i) => ({ name: data.marks[i].name, short: data.marks[i].label.replace(/\n/g, " "), mark: i }))
        .concat(state.others.map((body) => ({ name: data.bodies[body], mark: -1 })));
      loss.replaceChildren(...teller.loss(found, names, page(marks, slugs), () => { state.away.clear(); state.others = []; lose(words.put_all_back); }));
      sentence += sentence && ". " + K.fill(words.loss_hit, { hit: found.hit.length, all: data.activities.length, stranded: found.stranded.length });
    } else { loss.replaceChildren(); }
    const taken = state.mark >= 0 ? teller.mark(state.mark, context()) : [];
    if (taken.length) { told.replaceChildren(...taken); }
    if (sentence) { speak(sentence); }
    draw();
    if (!sentence) { return; }
    if (document.activeElement === document.body) {  // the button that was pressed is gone
      (told.querySelector(".take") || board).focus({ preventScroll: true });
    }
    loss.closest(".beside > div").scrollTop = 0;
    reveal(loss);
  }
  // The page of what-if with this choice; among files there is one for each body alone.
  function page(marks, slugs) {
    if (data.isFile) { return marks.length === 1 && !state.others.length ? data.marks[marks[0]].whatIf : ""; }
    const asked = new URLSearchParams(slugs.map((slug) => ["without", slug]));
    Object.entries(data.keep).forEach(([name, values]) => values.forEach((value) => asked.append(name, value)));
    return data.whatIf + "?" + asked.toString();
  }
  function keep(changes) { if (!data.isFile) { window.history.replaceState(null, "", K.address(changes)); } }
  function keepPath(ends) {
    const slugs = ends.map((i) => data.marks[i].slug);
    if (slugs.every(Boolean)) { keep({ from: slugs.slice(0, 1), to: slugs.slice(1) }); }
  }

  // The controls
  const chooser = make("select");
  chooser.append(make("option", words.choose, { value: "" }));
  chooser.setAttribute("aria-label", words.choose);
  MARKS.map((i) => [data.marks[i].name, i]).sort((a, b) => a[0].localeCompare(b[0], data.lang))
    .forEach(([name, i]) => chooser.append(make("option", name, { value: String(i) })));
  chooser.addEventListener("change", () => (chooser.value ? press(Number(chooser.value)) : clear()));
  const least = make("input", "", { type: "range", min: "1", max: String(Math.max(1, ...data.lines.map((line) => line.weight))), step: "1", value: "1" });
  const count = make("output", "1"), slider = make("label", words.least + ": ");
  slider.append(count, " ", least);
  least.addEventListener("input", () => {
    state.least = Number(least.value);
    count.textContent = least.value;
    if (state.mark >= 0) { told.replaceChildren(...teller.mark(state.mark, context())); }
    draw();
  });
  function startOver() {
    Object.assign(state, { here: -1, others: [], least: 1 });
    [state.away, state.sectors, state.layers].forEach((set) => set.clear());
    least.value = count.textContent = "1";
    document.querySelectorAll(".legend button").forEach((button) => button.setAttribute("aria-pressed", "true"));
    lose("");
    clear();
    drawing.fit();
  }
  const zooms = make("span", "", { className: "buttons" }), files = document.getElementById("files");
  zooms.append(K.button("+", () => drawing.zoom(1.4), { title: words.zoom_in, ariaLabel: words.zoom_in }),
    K.button("−", () => drawing.zoom(1 / 1.4), { title: words.zoom_out, ariaLabel: words.zoom_out }),
    K.button(words.fit, drawing.fit), K.button(words.reset, startOver));
  files.append(K.button(words.png, () => K.asPixels(sheet()).then((blob) => take_(blob, "network.png"))),
    K.button(words.svg, () => take_(new Blob([K.asText(sheet())], { type: "image/svg+xml" }), "network.svg")),
    K.button(words.print, () => window.print()));
  function take_(blob, name) { K.save(blob, name); speak(K.fill(words.saved, { name: name })); }
  controls.append(chooser, slider, zooms);
  controls.hidden = files.hidden = document.getElementById("keyboard").hidden = false;

  // What a reader of the picture must know, as it is seen now.
  function sheet() {
    const text = (selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent.replace(/\s+/g, " ").trim());
    const drawn = MARKS.filter(isDrawn), lines = seenLines(), layers = Object.keys(data.layers).filter((layer) => !state.layers.has(layer));
    const sectors = Object.keys(data.looks).map((sector) => [sector, drawn.filter((i) => data.marks[i].sector === sector && isSeen(i)).length]);
    const name = (sector) => document.querySelector('.legend [data-sector="' + sector + '"] .name').textContent;
    const away = [...state.away].map((i) => data.marks[i].name);
    const chosen = state.mark >= 0 && state.away.has(state.mark) ? null : told.querySelector("h2");
    return K.sheet(data, picture, drawing.seen(), {
      title: text("h1")[0],
      lines: [text(".figures .plans")[0], text(".figures > b")[0] + ". " + (text("#rest")[0] || ""), text(".figures .chosen")[0] || "", chosen ? chosen.textContent : "",
        away.length ? K.fill(words.loss_title, { names: away.join(", ") }) : "", state.least > 1 ? words.least + ": " + state.least : ""].filter(Boolean),
      signs: [...document.querySelectorAll(".legend [data-sign]:not([hidden])")].map((item) => ({
        text: item.querySelector(".name").textContent + " " + item.querySelector(".count").textContent, sign: item.querySelector("circle") })),
      sectors: sectors.filter(([, n]) => n).map(([sector, n]) => ({ text: name(sector) + " " + n, colour: data.looks[sector][0], outline: data.looks[sector][2] })),
      layers: layers.map((layer) => {
        const own = lines.filter((j) => data.lines[j].layer === layer);
        return { text: data.layers[layer].name + " " + own.length, dash: data.layers[layer].dash, mutual: layer === "joint" };
      }),
      notes: [words.legend_width + "; " + text(".legend .sizes")[0] + "; " + words.legend_arrow + ".", text(".source")[0]],
    });
  }

  // The legend hides and shows; the list of names chooses.
  document.querySelectorAll(".legend [data-sector], .legend [data-layer]").forEach((item) => {
    const set = "sector" in item.dataset ? state.sectors : state.layers, code = item.dataset.sector ?? item.dataset.layer;
    const button = K.button("", () => {
      const isBack = set.delete(code), name = item.querySelector(".name").textContent;
      if (!isBack) { set.add(code); }
      button.setAttribute("aria-pressed", String(isBack));
      speak(K.fill(isBack ? words.unhidden : words.hidden, { name: name }));
      draw();
    }, { className: "plain", title: words.legend_hint });
    button.setAttribute("aria-pressed", "true");
    button.append(...item.querySelectorAll(":scope > svg, .name, .count"));
    item.prepend(button);
  });
  [document, nothing].forEach((part) => part.querySelectorAll(".keys a[data-mark], .first a[data-mark]").forEach((link) => {
    const button = make("button", "", { type: "button", className: "plain" });
    button.dataset.mark = link.dataset.mark;
    button.append(...link.childNodes);
    link.replaceWith(button);
  }));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-mark]");
    if (!button) { return; }
    press(Number(button.dataset.mark));
    document.querySelector(".view").scrollIntoView({ block: "nearest" });
    board.focus({ preventScroll: true });
  });

  // The keyboard
  board.setAttribute("role", "application");
  board.setAttribute("aria-label", document.querySelector(".stage").getAttribute("aria-label"));
  board.setAttribute("aria-describedby", "keyboard");
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const busiest = () => MARKS.filter(isDrawn).sort((a, b) => data.marks[b].size - data.marks[a].size || a - b)[0];
  const KEYS = {
    Enter: () => press(state.here), Delete: () => take(state.here), Backspace: () => take(state.here), p: () => begin(state.here),
    P: () => begin(state.here), "+": () => drawing.zoom(1.2), "=": () => drawing.zoom(1.2), "-": () => drawing.zoom(1 / 1.2), 0: drawing.fit,
  };
  board.addEventListener("pointerdown", () => { state.keys = false; });
  board.addEventListener("keydown", (event) => {
    state.keys = true;
    if (event.altKey || event.ctrlKey || event.metaKey) { return; }
    const arrow = ARROWS[event.key];
    if (arrow) {
      state.here = state.here < 0 || !isDrawn(state.here) ? busiest() : drawing.next(state.here, arrow[0], arrow[1]);
      drawing.bring(state.here);
      speak((state.away.has(state.here) ? K.fill(words.is_away, { name: "" }) : "") + facts(state.here));
      draw();
    } else if (event.key === "Escape") { clear(); } else if (KEYS[event.key]) {
      if (state.here < 0) { state.here = busiest(); }
      KEYS[event.key]();
    } else { return; }
    event.preventDefault();
  });

  // What the address asked for; where the plans are large the server has told what is lost
  data.away.forEach((i) => state.away.add(i));
  state.others = data.others;
  if (data.isWhole && data.away.length + data.others.length) { lose(""); }
  if (data.path.length) { showWay(); } else { draw(); }
  function chooseByPlace() {  // a page about a body leads to it
    const place = decodeURIComponent(window.location.hash.slice(1)), i = MARKS.find((each) => data.marks[each].place === place);
    if (!place || i === undefined) { return; }
    press(i);
    document.querySelector(".view").scrollIntoView({ block: "nearest" });
  }
  window.addEventListener("hashchange", chooseByPlace);
  chooseByPlace();
  function showWay() {
    state.way = data.path;
    if (data.isWhole) { told.replaceChildren(...teller.path(data.path, seenLines())); }  // else the server told more
    draw();
  }
})();
