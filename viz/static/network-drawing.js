// The drawing of the network: cytoscape.js on the screen, and the server's SVG kept alike.
"use strict";
window.Kavshiri = window.Kavshiri || {};
(function (K) {
  const SURE = 12;  // of the largest marks have a name whatever it lies on, but another name
  // Where a name may stand: below its mark, else above, beside it, at a corner; and how cytoscape says so.
  const PLACES = [[0, 1, "bottom", "center"], [0, -1, "top", "center"], [1, 0, "center", "right"], [-1, 0, "center", "left"],
    [1, 1, "bottom", "right"], [-1, 1, "bottom", "left"], [1, -1, "top", "right"], [-1, -1, "top", "left"]];
  const HALO = "#f0e442";  // of what is chosen: no sector has this colour

  function style(ink) {
    return [
      { selector: "node", style: {
        label: "data(label)", width: "data(width)", height: "data(width)", shape: "data(shape)",
        "background-color": "data(colour)", "background-opacity": "data(fade)",
        "border-width": 1, "border-color": ink.ink, "border-style": "data(border)",
        "font-family": ink.fonts.replace(/'/g, ""), "font-size": "data(font)", color: ink.ink, "line-height": 1.15,
        "text-valign": "data(upright)", "text-halign": "data(aside)", "text-margin-x": "data(right)", "text-margin-y": "data(down)", "text-wrap": "wrap", "text-max-width": 400,
        "text-outline-color": "#fff", "text-outline-width": 2, "text-events": "yes" } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": ink.quiet, "target-arrow-color": ink.quiet, "target-arrow-shape": "data(tip)",
        "line-style": "data(style)", "line-dash-pattern": "data(dash)", "curve-style": "unbundled-bezier",
        "control-point-distances": "data(bend)", "control-point-weights": 0.5, "arrow-scale": "data(arrow)",
        "target-distance-from-node": 1, opacity: ink.strength } },
      { selector: "node.mute", style: { label: "" } },
      { selector: ".dim", style: { opacity: 0.12 } },
      { selector: "node.dim", style: { opacity: 0.2 } },
      { selector: "edge.lit", style: { opacity: 0.8 } },
      { selector: "node.lit", style: { "z-index": 5 } },
      { selector: "node.chosen", style: { "border-width": 3, "underlay-color": HALO, "underlay-opacity": 0.9, "underlay-padding": 6, "underlay-shape": "ellipse", "z-index": 9 } },
      { selector: "edge.chosen", style: { "line-color": ink.ink, "target-arrow-color": ink.ink, opacity: 1, "z-index": 9 } },
      { selector: "node.away", style: { "background-opacity": 0, "border-style": "dashed", opacity: 0.55 } },
      { selector: "node.cut", style: { "border-width": ink.cutWidth, "border-color": ink.cut, "z-index": 4 } },
      { selector: "node.here", style: { "outline-width": 3, "outline-color": ink.ink, "outline-offset": 4 } },
      { selector: ".gone", style: { display: "none" } },
    ];
  }

  // `tall` is 0 where the picture is drawn as it is; else it is turned, and so much higher.
  function elements(data, tall) {
    const marks = data.marks.map((mark, i) => ({
      data: {
        id: "m" + i, mark: i, label: mark.label, width: 2 * mark.size * data.looks[mark.sector][3], colour: data.looks[mark.sector][0],
        shape: data.looks[mark.sector][1], fade: mark.group ? 0.4 : 1, border: mark.group ? "dashed" : "solid",
        font: data.ink.font, upright: "bottom", aside: "center", right: 0, down: data.ink.gap },
      position: tall ? { x: mark.y, y: mark.x * tall } : { x: mark.x, y: mark.y },
    }));
    const lines = data.lines.map((line, i) => {
      const dash = data.layers[line.layer].dash;
      return { data: {
        id: "l" + i, source: "m" + line.from, target: "m" + line.to, line: i, width: line.width,
        style: dash.length ? "dashed" : "solid", dash: dash.length ? dash.map((each) => each * Math.max(1, line.width / 1.6)) : [1, 0],
        tip: line.mutual ? "none" : "triangle", arrow: 0.35 + 0.05 * line.width, bend: (tall ? -2 : 2) * line.bend } };
    });
    return marks.concat(lines);
  }

  // The drawing; `told` holds what to do when a mark, a line or nothing is pressed.
  K.drawing = function (data, board, picture, told) {
    const [across, down] = data.frame, edge = { wide: 6, tall: 24 };  // turned, names may stick out
    const upright = (board.clientHeight - edge.wide) / (board.clientWidth - 2 * edge.tall);
    const tall = board.clientWidth < 0.8 * board.clientHeight && across > down ? Math.min(Math.max(upright * down / across, 1), 1.4) : 0;
    const frame = tall ? [down, across * tall] : data.frame;
    board.style.aspectRatio = tall ? "" : data.frame.join(" / ");
    // Cytoscape's one inline rule (network.css has it): where this name is taken it adds none.
    document.head.append(Object.assign(document.createElement("meta"), { id: "__________cytoscape_stylesheet" }));
    const cy = window.cytoscape({
      container: board, elements: elements(data, tall), layout: { name: "preset", fit: false }, style: style(data.ink),
      autoungrabify: true, boxSelectionEnabled: false, minZoom: 0.1, maxZoom: 6, selectionType: "single",
    });
    const marks = data.marks.map((_, i) => cy.getElementById("m" + i));
    const lines = data.lines.map((_, i) => cy.getElementById("l" + i));
    const pen = document.createElement("canvas").getContext("2d");
    let moved = false, fitted = 1;  // whether somebody zoomed or moved the picture; how large it fits

    function fit() {
      const side = tall ? edge.tall : edge.wide;
      const zoom = Math.min((cy.width() - 2 * side) / frame[0], (cy.height() - edge.wide) / frame[1]);
      cy.viewport({ zoom: zoom, pan: { x: (cy.width() - zoom * frame[0]) / 2, y: (cy.height() - zoom * frame[1]) / 2 } });
      moved = false;
      fitted = zoom;
      cy.userPanningEnabled(false);
      label();
    }
    function zoom(times) {
      cy.zoom({ level: cy.zoom() * times, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
      moved = true;
    }
    // Letters keep a size that can be read; where they have no room the smaller mark goes without.
    function label() {
      const level = cy.zoom(), size = Math.min(Math.max(data.ink.font * level, 10.5), 17);
      pen.font = size + "px " + data.ink.fonts;
      const taken = [];
      const order = marks.filter((mark) => !mark.hasClass("gone")).sort((a, b) =>
        rank(a) - rank(b) || b.data("width") - a.data("width") || a.data("mark") - b.data("mark"));
      order.forEach((mark) => { taken.push(body(mark)); });
      const names = [];
      cy.batch(() => order.forEach((mark, number) => {
        const whole = data.marks[mark.data("mark")].label, strong = rank(mark) < 2 || mark.hasClass("lit");  // what is faint does not matter to it
        // As it is; where it has no room, a name of one line with each word on its own.
        const spots = [whole, ...(whole.includes("\n") ? [] : [whole.replace(/ /g, "\n")])].flatMap((label) => {
          const text = label.split("\n"), room = [Math.max(...text.map((line) => pen.measureText(line).width)) - 4, text.length * size * 1.15];
          return PLACES.map((place) => ({ label: label, place: place, box: spot(mark, room, place) }));
        }).filter((each) => inside(each.box));
        const free = (all) => spots.find((each) => all.every((other) => other.mark === mark || (strong && other.faint) || apart(each.box, other.box)));
        const found = free(taken) || (number < SURE ? free(names) : null);
        if (found) {
          const [right, down, upright, aside] = found.place, name = { box: found.box, faint: rank(mark) === 3 };
          taken.push(name);
          names.push(name);
          mark.data({ label: found.label, upright: upright, aside: aside, right: right * data.ink.gap, down: down * data.ink.gap });
        }
        mark.data("font", size / level);
        mark.toggleClass("mute", !found && !mark.hasClass("here"));
      }));
    }
    // The room of a name at one side of its mark, as [left, top, right, bottom].
    function spot(mark, [wide, high], [right, down]) {
      const at = mark.renderedPosition(), away = mark.data("width") * cy.zoom() / 2 + data.ink.gap * cy.zoom();
      const x = at.x + right * (away + wide / 2), y = at.y + down * (away + high / 2);
      return [x - wide / 2, y - high / 2 + 2, x + wide / 2, y + high / 2 - 2];
    }
    function inside(box) { return moved || (box[0] > -4 && box[1] > -4 && box[2] < cy.width() + 4 && box[3] < cy.height() + 4); }
    function rank(mark) { return mark.hasClass("here") ? 0 : mark.hasClass("chosen") ? 1 : mark.hasClass("dim") || mark.hasClass("away") ? 3 : 2; }
    function body(mark) {
      const at = mark.renderedPosition(), half = mark.data("width") * cy.zoom() / 2;
      return { mark: mark, faint: rank(mark) === 3, box: [at.x - half, at.y - half, at.x + half, at.y + half] };
    }
    function apart(a, b) { return a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]; }

    // Show a state: for each mark and line one of "", "lit", "chosen", "dim", "away", "gone".
    function show(ofMarks, ofLines, here) {
      cy.batch(() => {
        marks.forEach((mark, i) => mark.classes([ofMarks[i], i === here ? "here" : ""].filter(Boolean)));
        lines.forEach((line, i) => line.classes([ofLines[i]].filter(Boolean)));
      });
      ofMarks.forEach((state, i) => paint(picture.querySelector('[data-mark="' + i + '"]'), state, data.marks[i]));
      ofLines.forEach((state, i) => paintLine(picture.querySelector('[data-line="' + i + '"]'), state));
      label();
    }
    function paint(group, state, mark) {
      const shape = group.querySelector("path"), look = data.looks[mark.sector][0];
      group.setAttribute("display", state === "gone" ? "none" : "inline");
      group.setAttribute("opacity", { dim: 0.2, away: 0.55 }[state] || 1);
      shape.setAttribute("fill", state === "away" ? "none" : look);
      shape.setAttribute("stroke-width", (state === "chosen" ? 3 : state === "cut" ? data.ink.cutWidth : mark.group ? 1.4 : 1) / mark.size);
      shape.setAttribute("stroke", state === "cut" ? data.ink.cut : data.ink.ink);
      if (state === "away" || mark.group) { shape.setAttribute("stroke-dasharray", 3 / mark.size); } else { shape.removeAttribute("stroke-dasharray"); }
    }
    function paintLine(group, state) {
      if (!group) { return; }
      group.setAttribute("display", state === "gone" ? "none" : "inline");
      group.setAttribute("opacity", { dim: 0.12, chosen: 1, lit: 0.8 }[state] || data.ink.strength);
      ["stroke", "fill"].forEach((name) => group.setAttribute(name, state === "chosen" ? data.ink.ink : data.ink.quiet));
    }

    // The mark that an arrow key leads to from another: the nearest in that direction.
    function next(from, across, down) {
      const here = marks[from].position();
      let best = -1, least = Infinity;
      marks.forEach((mark, i) => {
        if (i === from || mark.hasClass("gone")) { return; }
        const at = mark.position(), x = at.x - here.x, y = at.y - here.y;
        const ahead = x * across + y * down, aside = Math.abs(x * down + y * across);
        const far = ahead + 2.5 * aside;
        if (ahead > 1 && far < least) { least = far; best = i; }
      });
      return best < 0 ? from : best;
    }
    // Bring a mark onto the screen where it is not.
    function bring(i) {
      const at = marks[i].renderedPosition();
      if (at.x < 20 || at.y < 20 || at.x > cy.width() - 20 || at.y > cy.height() - 40) {
        cy.center(marks[i]);
        moved = true;
      }
    }
    // What of the frame is seen, as [left, top, width, height]; all of it where nobody moved it.
    function seen() {
      if (!moved || tall) { return [0, 0, data.frame[0], data.frame[1]]; }
      const extent = cy.extent();
      const left = Math.max(0, extent.x1), top = Math.max(0, extent.y1);
      const right = Math.min(data.frame[0], extent.x2), bottom = Math.min(data.frame[1], extent.y2);
      return right - left > 10 && bottom - top > 10 ? [left, top, right - left, bottom - top] : [0, 0, data.frame[0], data.frame[1]];
    }

    cy.on("tap", "node", (event) => told.mark(event.target.data("mark")));
    cy.on("tap", "edge", (event) => told.line(event.target.data("line")));
    cy.on("tap", (event) => { if (event.target === cy) { told.nothing(); } });
    cy.on("zoom", () => { moved = true; cy.userPanningEnabled(cy.zoom() > 1.02 * fitted); label(); });
    cy.on("pan", () => { moved = true; });
    cy.on("resize", () => { if (!moved) { fit(); } });
    // The wheel scrolls the page unless the picture has the focus; one finger does, until it is zoomed.
    board.addEventListener("wheel", (event) => cy.userZoomingEnabled(event.ctrlKey || document.activeElement === board), { capture: true, passive: true });
    board.addEventListener("touchstart", () => cy.userZoomingEnabled(true), { capture: true, passive: true });
    window.kavshiriNetwork = cy;
    fit();
    return { cy: cy, fit: fit, zoom: zoom, show: show, next: next, bring: bring, seen: seen };
  };
})(window.Kavshiri);
