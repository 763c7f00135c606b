// Charts: drawn by Vega under the strict policy (its expressions are interpreted, nothing is evaluated).
// Every chart can be seen as a table, and is one where it cannot be drawn.
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { prose } from "./prose.js";
import { saving, table } from "./tables.js";

const NUMBERS = { decimal: ",", thousands: ".", grouping: [3], currency: ["", " đ"], percent: " %" };
const WEEK = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const DATES = {
  dateTime: "%H:%M ngày %d/%m/%Y", date: "%d/%m/%Y", time: "%H:%M", periods: ["SA", "CH"],
  days: WEEK, shortDays: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
  months: MONTHS.map((m) => `Tháng ${m}`), shortMonths: MONTHS.map((m) => `Th${m}`),
};

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
  const redraw = () => draw(picture, block).catch(() => {
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

async function draw(picture, { spec, table: { rows } }) {
  const embed = await drawing();
  const single = !("hconcat" in spec || "vconcat" in spec || "facet" in spec || "repeat" in spec);
  await embed(picture, single ? { ...spec, width: "container", height: height(spec.height, rows.length) } : spec, {
    mode: "vega-lite", ast: true, defaultStyle: false, actions: false, renderer: "svg", hover: false, config: colours(),
    tooltip: { disableDefaultStyle: true, formatTooltip: hint }, formatLocale: NUMBERS, timeFormatLocale: DATES,
    // Data comes with the specification; a chart never fetches.
    loader: { load: () => Promise.reject(new Error("closed")), sanitize: () => Promise.reject(new Error("closed")) },
  });
}

/** A height by steps does not go with a width that fits the page: it is counted out, a row of the table a step. */
const height = (given, count) => (given?.step ? Math.max(80, given.step * count) : given ?? 220);

/** What stands at a point: names that are mere letters mean nothing to a person and are left out. */
function hint(values, escaped) {
  if (typeof values !== "object") return escaped(values);
  return Object.entries(values).map(([name, value]) => (name.length > 1 ? `${escaped(name)}: ` : "") + escaped(value)).join("<br>");
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  const [ink, soft, line, leaf, lotus] = ["--ink", "--ink-soft", "--line", "--leaf", "--lotus"].map(of);
  const font = style.getPropertyValue("--face");
  return {
    background: "transparent", font, numberFormat: ",~f",
    view: { stroke: null }, mark: { color: leaf },
    line: { color: leaf, strokeWidth: 2.5 }, point: { color: leaf, filled: true, size: 50 }, bar: { color: leaf, cornerRadiusEnd: 3 },
    area: { color: leaf, opacity: 0.35 }, rule: { color: lotus },
    axis: {
      labelColor: soft, titleColor: soft, gridColor: line, domainColor: line, tickColor: line,
      labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, labelLimit: 160,
    },
    axisQuantitative: { tickCount: 6, labelOverlap: true },
    legend: { labelColor: ink, titleColor: soft, labelFontSize: 12, orient: "top", titleFontWeight: 500, labelLimit: 220 },
    title: { color: ink }, range: { category: [leaf, lotus, "#c58a1a", "#4a7fb5", "#8a6fb0", "#7a8b83"] },
  };
}
