(() => {
  "use strict";
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const heads = [...document.querySelectorAll("th[data-point]")];
  const rows = [...document.querySelectorAll("tr[data-document]")];
  const wanted = (name) => form.elements[name].value;
  // The cells of the row that the filter asks about: that of the point chosen, or all of them.
  const cells = (row) => {
    const own = [...row.cells].slice(2);
    return own.filter((cell, index) => !wanted("point") || heads[index].dataset.point === wanted("point"));
  };
  const fits = (row) =>
    ["verdict", "kind"].every((name) => !wanted(name) || row.dataset[name] === wanted(name)) &&
    (!(wanted("point") || wanted("status")) ||
      cells(row).some((cell) => cell.className && (!wanted("status") || cell.className === wanted("status"))));
  const apply = () => {
    let count = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      document.getElementById(row.dataset.document).hidden = row.hidden;
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = shown.dataset.words.replace("{count}", count);
  };
  form.addEventListener("input", apply);
  form.querySelector("button").addEventListener("click", () => {
    form.reset();
    apply();
  });
  form.hidden = false;
  apply();
})();
