// The one way elements are made here: text goes in as text, never as markup.
import { icon } from "./icons.js";

/** An element with attributes, listeners (`onclick`) and children; absent children are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name === "className" ? "class" : name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** A round button that shows only a picture; `label` is what a screen reader says. */
export function knob(name, label, onclick, more = {}) {
  return el("button", { type: "button", className: "knob", "aria-label": label, title: label, onclick, ...more }, icon(name));
}

/** The lotus. */
export function mark() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "mark");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", "#mark");
  svg.append(use);
  return svg;
}

/** Puts pictures where the page's markup asked for them. */
export function dress(root = document) {
  for (const node of root.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
}
