// Conveniences: without them the page does all that it does with them.
(() => {
  "use strict";
  const said = document.getElementById("said");
  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
    } catch {
      // Where the page is not served over https, browsers copy only what is selected.
      getSelection().selectAllChildren(element);
      document.execCommand("copy");
    }
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(document.getElementById(button.dataset.copy));
      button.textContent = `✓ ${button.dataset.copied}`;
      said.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = words;
        said.textContent = "";
      }, 4000);
    });
  }
  const busy = document.querySelector("[data-busy]");
  if (busy) {
    document.getElementById("check").addEventListener("submit", () => {
      busy.hidden = false;
      said.textContent = busy.dataset.busy;
    });
    // The page may be shown again as it was left.
    addEventListener("pageshow", () => {
      busy.hidden = true;
      said.textContent = "";
    });
  }
})();
