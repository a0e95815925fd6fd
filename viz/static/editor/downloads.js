"use strict";
// The answer as a file: the query is asked again in the format that is chosen.

kavshiri.downloads = function (menu, data, current) {
  const ROWS = {
    CSV: ["text/csv", "csv"],
    TSV: ["text/tab-separated-values", "tsv"],
    JSON: ["application/sparql-results+json", "srj"],
    XML: ["application/sparql-results+xml", "srx"],
  };
  const GRAPHS = {
    Turtle: ["text/turtle", "ttl"],
    "N-Triples": ["application/n-triples", "nt"],
    "RDF/XML": ["application/rdf+xml", "rdf"],
    "JSON-LD": ["application/ld+json", "jsonld"],
  };
  const list = menu.querySelector("ul");

  const formats = (yasqe) =>
    ["CONSTRUCT", "DESCRIBE"].includes(yasqe.getQueryType()) ? GRAPHS : ROWS;

  function offer() {
    const offered = Object.entries(formats(current().getYasqe()));
    list.replaceChildren(...offered.map(([label, [type, suffix]]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => fetchFile(current(), type, suffix));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
  }

  async function fetchFile(tab, type, suffix) {
    menu.open = false;
    menu.querySelector("summary").focus();
    try {
      const response = await fetch(data.endpoint, {
        method: "POST",
        headers: { Accept: type, "Accept-Language": data.lang },
        body: new URLSearchParams({ query: tab.getYasqe().getValue() }),
      });
      if (!response.ok) throw new Error(await response.text());
      save(await response.blob(), `${fileName(tab.getName())}.${suffix}`);
    } catch (error) {
      const { title, texts } = kavshiri.reasons(error.message);
      window.alert([title, ...texts].join("\n"));
    }
  }

  const fileName = (text) =>
    text.trim().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) || "kavshiri";

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  menu.addEventListener("toggle", () => menu.open && offer());
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
};
