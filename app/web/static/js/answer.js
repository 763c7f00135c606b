// One answer as elements: its blocks, its cards, its sources. `say(text)` sends words as the person's next message.
import { chart } from "./charts.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { plain, prose } from "./prose.js";
import { citing, sourceRow } from "./sources.js";
import { tableSheet } from "./tables.js";

const CONFIRM_MINUTES = 10;

/** Everything inside an answer. */
export function answerBody(answer, say) {
  const cite = citing(answer.sources);
  const blocks = answer.blocks.map((block) => BLOCKS[block.kind]?.(block, cite, say)).filter(Boolean);
  return [
    ...framed(answer, blocks),
    answer.confirm ? confirmCard(answer.confirm, say) : null,
    ...sourceRow(answer.sources),
  ].filter(Boolean);
}

const BLOCKS = {
  text: (block, cite) => prose(block.text, cite),
  table: (block, cite) => tableSheet(block, cite),
  chart: (block, cite) => chart(block, cite),
  choices: (block, cite, say) => choices(block, cite, say),
  file: (block) => file(block),
};

function framed(answer, blocks) {
  if (answer.emergency) return [emergencyCard(blocks)];
  if (!answer.refused) return blocks;
  const offered = blocks.filter((node) => node.dataset.choices);
  return [
    el("section", { className: "card refused" },
      el("p", { className: "head" }, icon("shield"), "Không mở được thông tin này"),
      blocks.filter((node) => !offered.includes(node))),
    ...offered,
  ];
}

function emergencyCard(blocks) {
  return el("section", { className: "card emergency", "aria-label": "Khẩn cấp" },
    el("a", { className: "call", href: "tel:115" },
      icon("phone"), el("span", { className: "number" }, "115"), el("span", {}, "Gọi cấp cứu ngay")),
    el("div", { className: "advice" }, blocks));
}

function choices(block, cite, say) {
  const node = el("div", { "data-choices": "1" },
    block.text ? el("div", { className: "choices-lead" }, prose(block.text, cite)) : null,
    el("ul", { className: "choices" }, block.choices.map((choice) =>
      el("li", {}, el("button", { type: "button", className: "button", onclick: () => say(choice) }, choice)))));
  return node;
}

function file(block) {
  if (!block.url.startsWith("/")) return null;
  return el("a", { className: "file", href: block.url, download: block.name }, icon("file"), block.name);
}

function confirmCard(confirm, say) {
  const buttons = [
    el("button", { type: "button", className: "button main", onclick: () => settle("Xác nhận") }, "Xác nhận"),
    el("button", { type: "button", className: "button", onclick: () => settle("Thôi") }, "Thôi"),
  ];
  const note = el("p", { className: "note" }, `Chưa có gì thay đổi. Lời đề nghị này chờ ${CONFIRM_MINUTES} phút.`);
  const card = el("section", { className: "card confirm", "aria-label": "Chờ xác nhận" },
    el("p", { className: "head" }, icon("warn"), "Xin xác nhận"), prose(confirm.text), note,
    el("div", { className: "acts" }, buttons));
  let waits = true;
  const close = (said) => {
    if (!waits) return;
    waits = false;
    buttons.forEach((button) => { button.disabled = true; });
    note.textContent = said;
  };
  const settle = (word) => {
    close("Đã gửi câu trả lời của bạn.");
    say(word);
  };
  card.addEventListener("passed", () => close("Lời đề nghị này đã qua; chưa có gì thay đổi từ nó."));
  return card;
}

/** The answer as plain lines, for the clipboard and for reading aloud. */
export function answerText(answer) {
  const parts = answer.blocks.map((block) => {
    if (block.kind === "text") return plain(block.text);
    if (block.kind === "table") return rows(block);
    if (block.kind === "chart") return `${block.title}\n${plain(block.summary)}`;
    if (block.kind === "choices") return [plain(block.text), ...block.choices.map((choice, i) => `${i + 1}. ${choice}`)].join("\n");
    return block.name;
  });
  if (answer.confirm) parts.push(plain(answer.confirm.text));
  if (answer.sources.length > 0) parts.push(answer.sources.map((source, i) => `[${i + 1}] ${source.title}`).join("\n"));
  return parts.filter((part) => part.trim()).join("\n\n");
}

function rows(block) {
  return [block.title, block.columns.join("\t"), ...block.rows.map((row) => row.join("\t"))].filter(Boolean).join("\n");
}
