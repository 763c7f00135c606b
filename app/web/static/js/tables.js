// A table that scrolls inside its own frame and can be taken along as CSV.
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { inline } from "./prose.js";

const FIGURE = /^[-+−]?\d[\d.,]*(\s?[%‰]|\s[\p{L}%][\p{L}/%]*(\s[\p{L}/]+)?)?$/u;
const SHORT = 18;

/** The table alone, with its caption. Columns of figures stand to the right. */
export function table(block, cite) {
  const figures = block.columns.map((_, i) => i > 0 && block.rows.length > 0
    && block.rows.every((row) => !row[i] || row[i] === "–" || FIGURE.test(row[i].trim())));
  const kinds = block.columns.map((_, i) => (figures[i] ? "figure" : kindOf(block.rows.map((row) => row[i] ?? ""))));
  const cell = (text, i) => {
    const attributes = { className: kinds[i] };
    return i === 0 ? el("th", { scope: "row", ...attributes }, inline(text, cite)) : el("td", attributes, inline(text, cite));
  };
  return el("div", { className: "scroller", tabindex: "0", role: "region", "aria-label": block.title || "Bảng số liệu" },
    el("table", {},
      block.title ? el("caption", {}, el("span", {}, block.title)) : null,
      el("thead", {}, el("tr", {}, block.columns.map((name, i) =>
        el("th", { scope: "col", className: kinds[i] }, name)))),
      el("tbody", {}, block.rows.map((row) => el("tr", {}, row.map(cell))))));
}

/** A column of short words keeps them on one line; one of long ones is given room, and the table scrolls. */
function kindOf(cells) {
  const longest = Math.max(0, ...cells.map((cell) => cell.length));
  return longest <= SHORT ? "short" : "wordy";
}

/** The button that hands the table out as a file. */
export function saving(block) {
  return el("button", { type: "button", onclick: () => save(block) }, icon("save"), "Tải CSV");
}

function save(block) {
  const rows = [block.columns, ...block.rows].map((row) => row.map(quoted).join(","));
  // The mark in front lets spreadsheet programs read Vietnamese as it is.
  const link = el("a", {
    href: URL.createObjectURL(new Blob(["\ufeff", rows.join("\r\n")], { type: "text/csv;charset=utf-8" })),
    download: `${(block.title || "bang-so-lieu").slice(0, 60)}.csv`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A cell that begins like a formula is disarmed, or a spreadsheet would run it. */
function quoted(cell) {
  const safe = /^[=+@\t]/.test(cell) || (/^-/.test(cell) && !FIGURE.test(cell)) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The table in its frame. */
export function tableSheet(block, cite) {
  return el("div", { className: "sheet" }, table(block, cite), el("div", { className: "sheet-actions" }, saving(block)));
}
