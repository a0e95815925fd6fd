// Takes the picture of the network away: as it is seen, with title, legend and source, without a date.
"use strict";
window.Kavshiri = window.Kavshiri || {};
(function (K) {
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 1000, EDGE = 24;

  function part(tag, more, ...inside) {
    const made = document.createElementNS(SVG, tag);
    Object.entries(more || {}).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...inside);
    return made;
  }

  // The picture with all that a reader needs, as an <svg> of its own; `seen` is the part to show.
  K.sheet = function (data, picture, seen, told) {
    const ink = data.ink, pen = document.createElement("canvas").getContext("2d");
    const sheet = part("svg", { xmlns: SVG, "font-family": ink.fonts, fill: ink.ink });
    let down = EDGE;
    function wide(text, size, bold) { pen.font = (bold ? "bold " : "") + size + "px " + ink.fonts; return pen.measureText(text).width; }
    function write(text, size, colour, bold) {
      let line = "";
      const put = () => {
        down += size * 1.35;
        sheet.append(part("text", { x: EDGE, y: down.toFixed(1), "font-size": size, fill: colour, "font-weight": bold ? 700 : 400 }, line));
      };
      text.split(/\s+/).filter(Boolean).forEach((word) => {
        if (line && wide(line + " " + word, size, bold) > WIDTH - 2 * EDGE) { put(); line = ""; }
        line += (line ? " " : "") + word;
      });
      if (line) { put(); }
    }
    // A row of signs with their words; it goes on below where it is full.
    function row(signs) {
      let across = EDGE;
      down += 26;
      signs.forEach((sign) => {
        const room = sign.width + 8 + wide(sign.text, 12.5) + 22;
        if (across > EDGE && across + room > WIDTH - EDGE) { across = EDGE; down += 22; }
        const group = part("g", { transform: "translate(" + across.toFixed(1) + " " + (down - 4).toFixed(1) + ")" }, sign.draw());
        sheet.append(group, part("text", { x: (across + sign.width + 8).toFixed(1), y: down.toFixed(1), "font-size": 12.5 }, sign.text));
        across += room;
      });
    }

    write(told.title, 21, ink.ink, true);
    told.lines.forEach((line) => write(line, 12.5, ink.quiet));
    down += 12;
    const height = WIDTH * seen[3] / seen[2], drawn = picture.cloneNode(true);
    drawn.querySelectorAll('[display="none"]').forEach((each) => each.remove());
    drawn.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
    Object.entries({ x: 0, y: down.toFixed(1), width: WIDTH, height: height.toFixed(1), viewBox: seen.join(" ") })
      .forEach(([name, value]) => drawn.setAttribute(name, value));
    ["role", "aria-labelledby", "class"].forEach((name) => drawn.removeAttribute(name));
    sheet.append(drawn);
    down += height;
    row(told.sectors.map((each) => ({ width: 16, text: each.text, draw: () =>
      part("path", { d: each.outline, transform: "translate(8 0) scale(7)", fill: each.colour, stroke: ink.ink, "stroke-width": 0.13 }) })).concat(told.signs.map((each) => ({ width: 16, text: each.text, draw: () => {
      const drawn = each.sign.cloneNode();
      drawn.setAttribute("transform", "translate(8 0) scale(7)");
      return drawn;
    } }))));
    row(told.layers.map((each) => ({ width: 40, text: each.text, draw: () => {
      const line = part("path", { d: "M0 0H" + (each.mutual ? 40 : 32), fill: "none", stroke: ink.quiet, "stroke-width": 2 });
      if (each.dash.length) { line.setAttribute("stroke-dasharray", each.dash.join(" ")); }
      return each.mutual ? line : part("g", {}, line, part("path", { d: "M31 -4 40 0 31 4Z", fill: ink.quiet }));
    } })));
    down += 4;
    told.notes.forEach((line) => write(line, 11, ink.quiet));
    down += EDGE;
    const all = { viewBox: "0 0 " + WIDTH + " " + down.toFixed(1), width: WIDTH, height: down.toFixed(1) };
    Object.entries(all).forEach(([name, value]) => sheet.setAttribute(name, value));
    sheet.prepend(part("title", {}, told.title), part("rect", { width: WIDTH, height: down.toFixed(1), fill: "#fff" }));
    return sheet;
  };

  K.asText = (sheet) => new XMLSerializer().serializeToString(sheet);

  // The same as pixels, three for each unit of the sheet.
  K.asPixels = function (sheet) {
    const [width, height] = [sheet.getAttribute("width"), sheet.getAttribute("height")].map(Number);
    const picture = new Image();
    return new Promise((done, failed) => {
      picture.addEventListener("load", () => {
        const board = Object.assign(document.createElement("canvas"), { width: 3 * width, height: Math.round(3 * height) });
        board.getContext("2d").drawImage(picture, 0, 0, board.width, board.height);
        board.toBlob((blob) => (blob ? done(blob) : failed(new Error("the picture is too large"))), "image/png");
      });
      picture.addEventListener("error", failed);
      picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(K.asText(sheet));
    });
  };

  K.save = function (blob, name) {
    const link = K.make("a", "", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
})(window.Kavshiri);
