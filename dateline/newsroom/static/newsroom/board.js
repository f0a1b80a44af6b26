// The board by keyboard: one tab stop for the whole table, arrows from cell to cell, Home and End along a line.
const table = document.querySelector("[data-board]");

const lines = () => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("a")]);

const stop = (link) => {
  for (const each of table.querySelectorAll("tbody a")) each.tabIndex = each === link ? 0 : -1;
};

const target = (key, row, column, all) => {
  const forward = getComputedStyle(table).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  switch (key) {
    case forward: return all[row][column + 1];
    case backward: return all[row][column - 1];
    case "ArrowDown": return all[row + 1]?.[column];
    case "ArrowUp": return all[row - 1]?.[column];
    case "Home": return all[row][0];
    case "End": return all[row].at(-1);
    default: return undefined;
  }
};

if (table) {
  stop(table.querySelector("tbody a"));
  table.addEventListener("focusin", (event) => {
    const link = event.target.closest("tbody a");
    if (link) stop(link);
  });
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = lines();
    const row = all.findIndex((links) => links.includes(event.target));
    if (row < 0) return;
    const next = target(event.key, row, all[row].indexOf(event.target), all);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
