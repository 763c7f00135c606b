// Pictures, drawn with one pen on a field of 24 by 24.
const PATHS = {
  menu: ["M4 7h16", "M4 12h16", "M4 17h10"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  plus: ["M12 5v14", "M5 12h14"],
  search: ["M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z", "M15.5 15.5L20 20"],
  send: ["M12 19V5", "M5.5 11.5L12 5l6.5 6.5"],
  stop: ["M8 8h8v8H8z"],
  down: ["M12 5v14", "M5.5 12.5L12 19l6.5-6.5"],
  next: ["M9 5.5l6.5 6.5L9 18.5"],
  ask: ["M5 12h14", "M13 6l6 6-6 6"],
  tick: ["M5 12.5l4.5 4.5L19 7.5"],
  copy: ["M9 9h10v11H9z", "M15 9V4H5v11h4"],
  again: ["M19.5 12a7.5 7.5 0 1 1-2.4-5.5", "M19.5 3.5v4h-4"],
  edit: ["M5 19l1-4L16.5 4.5l3 3L9 18z", "M14 7l3 3"],
  bin: ["M5 7h14", "M9 7V4.5h6V7", "M7 7l1 13h8l1-13"],
  more: ["M6 12h.01", "M12 12h.01", "M18 12h.01"],
  up: ["M7 11l4-7c1.5 0 2.5 1 2.2 2.6L12.7 10H18c1.3 0 2.2 1.2 1.9 2.4l-1.4 5.7c-.2 1-1.1 1.9-2.2 1.9H7z", "M7 11H4v9h3"],
  nod: ["M17 13l-4 7c-1.5 0-2.5-1-2.2-2.6l.5-3.4H6c-1.3 0-2.2-1.2-1.9-2.4l1.4-5.7C5.7 4.9 6.6 4 7.7 4H17z", "M17 13h3V4h-3"],
  phone: ["M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 1-.8 1.8-1.8 1.7C11 18.6 5.4 13 4.8 5.8 4.7 4.8 5.5 4 6.5 4z"],
  shield: ["M12 3.5l7 2.5v5.5c0 4.5-3 7.6-7 9-4-1.4-7-4.5-7-9V6z", "M12 9v3.5", "M12 15.5h.01"],
  warn: ["M12 4l9 16H3z", "M12 10v4.5", "M12 17h.01"],
  hand: ["M5 12.5l4.5 4.5L19 7.5"],
  table: ["M4 5h16v14H4z", "M4 10h16", "M4 14.5h16", "M10 5v14"],
  chart: ["M4 20h16", "M7 16v-5", "M12 16V6", "M17 16V9"],
  file: ["M7 3.5h7l4 4V20.5H7z", "M14 3.5v4h4"],
  save: ["M12 4v11", "M7 10.5l5 5 5-5", "M5 20h14"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"],
  moon: ["M19 14.5A8 8 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z"],
  half: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z", "M12 4v16", "M15 5v14M18 7v10"],
  info: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "M12 11v5", "M12 8h.01"],
  person: ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"],
  cloud: ["M4 4l16 16", "M8 8a5 5 0 0 0-1 9.5h9M10 6.3A6 6 0 0 1 17.5 11a3.5 3.5 0 0 1 2.5 5"],
};

const SPACE = "http://www.w3.org/2000/svg";

/** One picture, unseen by screen readers: the label is on the button around it. */
export function icon(name) {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SPACE, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
