// The small part of Markdown that answers use (**bold**, lines that begin with "- "), and numbers like [1] that cite.
import { el } from "./dom.js";

const MARKS = /\*\*(.+?)\*\*|\[(\d{1,2})\]/gs;

/** Paragraphs and lists of a text. `cite(n)` gives the button of source n, or null when there is none. */
export function prose(text, cite = () => null) {
  const node = el("div", { className: "prose" });
  for (const part of text.trim().split(/\n\s*\n/)) node.append(...paragraph(part, cite));
  return node;
}

function paragraph(part, cite) {
  const nodes = [];
  let lines = [];
  let items = [];
  const closeLines = () => {
    // A line of its own is a thought of its own, a little closer to its neighbours than a paragraph is.
    nodes.push(...lines.map((line, i) => el("p", { className: i > 0 ? "near" : undefined }, line)));
    lines = [];
  };
  const closeItems = () => {
    if (items.length > 0) nodes.push(el("ul", {}, items.map((item) => el("li", {}, item))));
    items = [];
  };
  for (const line of part.split("\n")) {
    const item = /^\s*[-•]\s+(.*)$/.exec(line);
    if (item) {
      closeLines();
      items.push(inline(item[1], cite));
    } else if (line.trim()) {
      closeItems();
      lines.push(inline(line, cite));
    }
  }
  closeLines();
  closeItems();
  return nodes;
}

/** One line as text nodes, strong elements and citations. */
export function inline(line, cite = () => null) {
  const nodes = [];
  let from = 0;
  for (const found of line.matchAll(MARKS)) {
    const [whole, bold, number] = found;
    const node = bold === undefined ? cite(Number(number)) : el("strong", {}, inline(bold, cite));
    if (!node) continue;
    const before = line.slice(from, found.index);
    nodes.push(bold === undefined ? before.trimEnd() : before, node);
    from = found.index + whole.length;
  }
  nodes.push(line.slice(from));
  return nodes.filter((node) => node !== "");
}

/** The text without its marks, for copying and for reading aloud. */
export const plain = (text) => text.replaceAll("**", "").replaceAll(/^\s*[-•]\s+/gm, "– ");
