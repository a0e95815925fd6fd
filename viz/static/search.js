// The search of pages that are files: of all things, those stay that hold every word asked for.
"use strict";
(function () {
  const texts = window.kavshiriSearch;
  const asked = new URLSearchParams(location.search).get("q") || "";
  const words = asked.normalize("NFC").toLowerCase().replace(/['’‘`ʼ]/g, "").split(/\s+/).filter(Boolean);
  document.querySelectorAll("input[name=q]").forEach((field) => { field.value = asked; });
  if (!texts || !words.length) { return; }
  let count = 0;
  document.querySelectorAll(".hits").forEach((group) => {
    let here = 0;
    group.querySelectorAll("li").forEach((item) => {
      const text = texts[Number(item.dataset.place)];
      item.hidden = !words.every((word) => text.includes(word));
      here += item.hidden ? 0 : 1;
    });
    group.querySelector(".count").textContent = String(here);
    group.hidden = here === 0;
    count += here;
  });
  const status = document.querySelector("[role=status]");
  status.textContent = status.dataset.words.replace("{count}", String(count));
})();
