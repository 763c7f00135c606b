// Charts: drawn by Vega under the strict policy (its expressions are interpreted, nothing is evaluated).
// Every chart can be seen as a table, and is one where it cannot be drawn.
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { prose } from "./prose.js";
import { saving, table } from "./tables.js";

let bundle;

function drawing() {
  bundle ??= new Promise((done, failed) => {
    const script = el("script", { type: "module", src: "/charts/vega.js" });
    script.addEventListener("load", () => (window.vegaEmbed ? done(window.vegaEmbed) : failed(new Error("no vega"))));
    script.addEventListener("error", () => failed(new Error("no bundle")));
    document.head.append(script);
  });
  return bundle;
}

/** A chart block as a figure: caption, picture, summary, and the same as a table. */
export function chart(block, cite) {
  const picture = el("div", { className: "chart", role: "img", "aria-label": `Biểu đồ: ${block.title}. ${block.summary}` });
  const rows = el("div", { hidden: true }, table({ ...block.table, title: "" }, cite));
  const flip = el("button", { type: "button", "aria-pressed": "false" });
  const show = (asTable) => {
    picture.hidden = asTable;
    rows.hidden = !asTable;
    flip.setAttribute("aria-pressed", String(asTable));
    flip.replaceChildren(icon(asTable ? "chart" : "table"), asTable ? "Xem biểu đồ" : "Xem bảng");
  };
  flip.addEventListener("click", () => show(!picture.hidden));
  show(false);
  const redraw = () => draw(picture, block.spec).catch(() => {
    show(true);
    flip.remove();
  });
  watch(picture, redraw);
  return el("figure", { className: "sheet" },
    el("figcaption", {}, block.title), picture, rows, el("div", { className: "summary" }, prose(block.summary, cite)),
    el("div", { className: "sheet-actions" }, flip, saving({ ...block.table, title: block.table.title || block.title })));
}

/** Draws when the picture first has a width, and again when the colours change. */
function watch(picture, redraw) {
  const seen = new ResizeObserver(() => {
    if (picture.clientWidth === 0) return;
    seen.disconnect();
    redraw();
    addEventListener("colours", () => { if (picture.isConnected) redraw(); });
  });
  seen.observe(picture);
}

async function draw(picture, spec) {
  const embed = await drawing();
  const { width, ...rest } = spec;
  const single = !("hconcat" in rest || "vconcat" in rest || "facet" in rest || "repeat" in rest);
  await embed(picture, single ? { ...rest, width: "container" } : spec, {
    ast: true, defaultStyle: false, actions: false, renderer: "svg", mode: "vega-lite",
    tooltip: false, hover: false, config: colours(),
    // Data comes with the specification; a chart never fetches.
    loader: { load: () => Promise.reject(new Error("closed")), sanitize: () => Promise.reject(new Error("closed")) },
  });
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  const [ink, soft, line, leaf, lotus] = ["--ink", "--ink-soft", "--line", "--leaf", "--lotus"].map(of);
  const font = style.getPropertyValue("--face");
  return {
    background: "transparent", font, autosize: { type: "fit", contains: "padding" },
    view: { stroke: null }, mark: { color: leaf },
    line: { color: leaf, strokeWidth: 2.5 }, point: { color: leaf, filled: true, size: 50 }, bar: { color: leaf, cornerRadiusEnd: 3 },
    area: { color: leaf, opacity: 0.35 }, rule: { color: lotus },
    axis: {
      labelColor: soft, titleColor: soft, gridColor: line, domainColor: line, tickColor: line,
      labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, labelLimit: 160,
    },
    legend: { labelColor: ink, titleColor: soft, labelFontSize: 12, orient: "top", titleFontWeight: 500, labelLimit: 220 },
    title: { color: ink }, range: { category: [leaf, lotus, "#c58a1a", "#4a7fb5", "#8a6fb0", "#7a8b83"] },
  };
}
