// Where a statement comes from: numbers in the text, a row of titles below, and a panel that opens.
import { byId, el, knob } from "./dom.js";
import { full } from "./time.js";

const STORES = {
  emr: "Bệnh án điện tử", ehr: "Hồ sơ sức khoẻ điện tử", claims: "Giám định BHYT", food_safety: "An toàn thực phẩm",
  stations: "Trạm y tế xã", indicators: "Hệ thống chỉ số", appointments: "Lịch hẹn", programmes: "Chương trình chuyển đổi số",
  library: "Thư viện hướng dẫn", audit: "Nhật ký truy cập",
};
const WIDE = matchMedia("(width >= 40rem)");

/** A small number that opens its source; null when the answer has no such source. */
export const citing = (sources) => (number) => {
  const source = sources[number - 1];
  if (!source) return null;
  return el("button", {
    type: "button", className: "cite", "aria-label": `Nguồn ${number}: ${source.title}`,
    "aria-haspopup": "dialog", onclick: () => open(source, number),
  }, String(number));
};

/** The row of sources under an answer, and the same written out for paper. */
export function sourceRow(sources) {
  if (sources.length === 0) return [];
  return [
    el("ul", { className: "sources", "aria-label": "Nguồn" }, sources.map((source, i) => el("li", {},
      el("button", { type: "button", "aria-haspopup": "dialog", onclick: () => open(source, i + 1) },
        el("span", { className: "number", "aria-hidden": "true" }, String(i + 1)),
        el("span", { className: "title" }, el("span", { className: "unseen" }, `Nguồn ${i + 1}: `), source.title))))),
    el("ol", { className: "on-paper" }, sources.map((source) =>
      el("li", {}, `${source.title} (${source.ref}), dữ liệu lúc ${full(source.as_of)}`))),
  ];
}

function open(source, number) {
  const panel = byId("source");
  const back = document.activeElement;
  if (panel.open) panel.close();
  panel.replaceChildren(
    el("div", { className: "dialog-head" },
      el("h2", { id: "source-title", tabindex: "-1" }, `Nguồn ${number}`),
      knob("close", "Đóng nguồn", () => panel.close())),
    el("div", { className: "dialog-body" },
      el("dl", { className: "facts" },
        fact("Tên", source.title), fact("Thuộc", STORES[source.kind] ?? source.kind),
        fact("Dữ liệu lúc", full(source.as_of)), fact("Mã tham chiếu", source.ref, "mono")),
      source.excerpt ? el("div", { className: "excerpt" }, source.excerpt) : null,
      link(source.url)));
  panel.onclose = () => { if (back?.isConnected) back.focus(); };
  if (WIDE.matches) panel.show();
  else panel.showModal();
  byId("source-title").focus();
}

const fact = (name, value, className) => el("div", {}, el("dt", {}, name), el("dd", { className }, value));

/** A way out to the source itself, only where it is a web address. */
function link(url) {
  if (!/^https?:\/\//.test(url)) return null;
  return el("p", {}, el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Mở văn bản gốc"));
}

/** Closes the panel when it stands open; true when it did. */
export function closeSource() {
  const panel = byId("source");
  if (!panel.open) return false;
  panel.close();
  return true;
}

/** A click on the dimmed page around a dialog closes it. */
export function closeOutside(dialog) {
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
