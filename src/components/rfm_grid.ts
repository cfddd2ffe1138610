import { label, message } from "../messages/index.js";
import { fitWords } from "./fit_words.js";
import { heat, heatInk, ink, paper, quietInk, rule } from "./palette.js";
import type { Picked } from "./picked.js";
import { groupOf, measureOf, type RfmGroup, type RfmMeasure, type RfmView } from "./rfm_groups.js";
import { type Box, layOut, neighbour, type RfmLayout } from "./rfm_layout.js";
import { formatBounds, formatMeasure, formatScore, nameOfGroup, sumsOf } from "./rfm_words.js";
import { drawing, svgElement } from "./svg_element.js";
import { textWidth } from "./text_width.js";

export interface RfmGridOptions {
  width: number;
  measure: RfmMeasure;
  picked: Picked;
  /** What orders look back over: "last 365 days". */
  window: string;
}

/**
 * The preset's own levels of R (to the right) and F (upwards), coloured by a measure and named by segment; where M
 * decides, a cell shows its parts. A click, Enter or Space picks a box, arrow keys move between them.
 */
export function rfmGrid(view: RfmView, { width, measure, picked, window }: RfmGridOptions): SVGSVGElement {
  const layout = layOut(view, width);
  const isNarrow = width < 520;
  const strength = strengthOf(view, measure);
  const wordsOf = ({ group }: Box) => formatMeasure(measureOf(group, measure), measure, group);
  // One size for all numbers, in which the longest fits.
  const valueSize = (isNarrow ? [12.5, 11.5, 10.5, 9.5] : [view.readsM ? 14 : 16]).find((size) =>
    layout.boxes.every((box) => {
      // On a narrow screen the M scores stand above the number.
      const isBeside = box.isPart && !isNarrow;
      const room = isBeside ? box.textRight - textWidth(mScores(box.group), 11) - 5 : box.x2;
      return textWidth(wordsOf(box), size, { isBold: true }) <= room - box.textLeft;
    }),
  );
  const buttons = layout.boxes.map((box) => {
    const rect = svgElement("rect", {
      ...rectOf(box),
      ...(box.group.customers === null
        ? { fill: paper, stroke: rule, "stroke-dasharray": "3 3" }
        : { style: `fill: ${heat(strength(box.group))}` }),
    });
    const name = spoken(box.group, view, measure);
    return svgElement("g", { class: "pickable", role: "button", tabindex: -1, "aria-label": name }, rect);
  });
  const marks = layout.boxes.map((box) =>
    svgElement("rect", {
      ...rectOf(box),
      fill: "none",
      stroke: ink,
      "stroke-width": 3,
      "pointer-events": "none",
    }),
  );
  const svg = drawing(
    layout.width,
    layout.height,
    ...buttons,
    svgElement(
      "g",
      { "aria-hidden": "true", "pointer-events": "none" },
      ...axes(layout, view, isNarrow, window),
      ...layout.heads.flatMap((head) => headOf(head, view, measure, strength)),
      ...layout.boxes.flatMap((box) =>
        wordsIn(box, {
          value: wordsOf(box),
          valueSize,
          isNarrow,
          isNamed: !isNarrow || view.readsM || box.isFirst,
          // Where names stand once for all boxes of a segment, they may reach over them.
          nameRight: isNarrow && !view.readsM ? box.nameRight : box.textRight,
          fill: box.group.customers === null ? quietInk : heatInk(strength(box.group)),
        }),
      ),
    ),
    ...marks,
  );
  followKeys(layout.boxes, buttons, picked);
  picked.follow(svg, (value) => {
    const group = groupOf(view, value);
    layout.boxes.forEach((box, index) => {
      const isIn = group?.kind === "segment" ? box.group.segment === group.segment : box.group === group;
      buttons[index]?.setAttribute("aria-pressed", String(isIn));
      marks[index]?.setAttribute("visibility", isIn ? "visible" : "hidden");
    });
    const first = Math.max(
      0,
      layout.boxes.findIndex((box) => box.group === group),
    );
    buttons.forEach((button, index) => {
      button.setAttribute("tabindex", index === first ? "0" : "-1");
    });
  });
  return svg;
}

/** How strong a group's colour is, 0 to 1: the square root keeps small ones apart beside one that is very large. */
export function strengthOf(view: RfmView, measure: RfmMeasure): (group: RfmGroup) => number {
  const value = (group: RfmGroup) => Math.max(0, measureOf(group, measure) ?? 0);
  const most = mostOf(view, measure);
  return (group) => (value(group) > 0 ? 0.04 + 0.96 * Math.sqrt(value(group) / most) : 0);
}

/** The largest value that has a colour: of the parts, and of cells whose parts are hidden. */
export function mostOf(view: RfmView, measure: RfmMeasure): number {
  const shown = [...view.parts, ...view.cells.filter((cell) => isVeiled(cell, view))];
  return Math.max(0, ...shown.map((group) => measureOf(group, measure) ?? 0));
}

function isVeiled(cell: RfmGroup, view: RfmView): boolean {
  return view.parts.some(
    ({ r_score, f_score, customers }) =>
      r_score === cell.r_score && f_score === cell.f_score && customers === null,
  );
}

function followKeys(boxes: readonly Box[], buttons: readonly SVGGElement[], picked: Picked): void {
  boxes.forEach((box, index) => {
    const toggle = () => picked.pick(picked.value === box.key ? undefined : box.key);
    buttons[index]?.addEventListener("click", toggle);
    buttons[index]?.addEventListener("keydown", (event) => {
      const next = neighbour(boxes, box, event.key);
      if (next) {
        for (const button of buttons) button.setAttribute("tabindex", "-1");
        const button = buttons[boxes.indexOf(next)];
        button?.setAttribute("tabindex", "0");
        button?.focus();
      } else if (event.key === "Enter" || event.key === " ") toggle();
      else if (event.key === "Escape") picked.pick(undefined);
      else return;
      event.preventDefault();
    });
  });
}

// The whole of a split cell: plain words, or a band of colour where its parts have none.
function headOf(
  head: Box,
  view: RfmView,
  measure: RfmMeasure,
  strength: (group: RfmGroup) => number,
): SVGElement[] {
  const value = formatMeasure(measureOf(head.group, measure), measure, head.group);
  const whole = message("rfm.whole_cell", { value });
  const words = textWidth(whole, 11.5) <= head.x2 - head.textLeft ? whole : value;
  const place = { x: head.textLeft, y: head.y2 - 6, "font-size": 11.5 };
  if (!isVeiled(head.group, view)) return [text(words, { ...place, fill: quietInk })];
  const amount = strength(head.group);
  return [
    svgElement("rect", {
      ...rectOf({ ...head, x1: head.x1 + 2, x2: head.x2 - 2, y1: head.y1 + 2 }),
      style: `fill: ${heat(amount)}`,
    }),
    text(words, { ...place, fill: heatInk(amount), "font-weight": 600 }),
  ];
}

interface WordOptions {
  value: string;
  valueSize: number | undefined;
  isNarrow: boolean;
  isNamed: boolean;
  nameRight: number;
  fill: string;
}

function wordsIn(box: Box, options: WordOptions): SVGTextElement[] {
  const { value, valueSize = 9, isNarrow, isNamed, nameRight, fill } = options;
  const { group, textLeft, textTop, textRight, textBottom, isPart } = box;
  const room = nameRight - textLeft;
  const mPlace: Record<string, string | number> = isNarrow
    ? { x: textLeft, y: textBottom - valueSize - 1, "font-size": 9.5 }
    : { x: textRight, y: textBottom, "font-size": 11, "text-anchor": "end" };
  const sizes = isNarrow ? [10.5, 9.75, 9] : [12, 11];
  const fitting = sizes.map((size) => ({
    size,
    lines: fitWords(label("segment", group.segment), room, { size }),
  }));
  const { size, lines } = fitting.find(({ lines }) => lines.length > 0) ?? { size: 9, lines: [] };
  const name = isNamed ? lines : [];
  return [
    ...name.map((line, index) =>
      text(line, { x: textLeft, y: textTop + size * (0.72 + 1.15 * index), fill, "font-size": size }),
    ),
    text(value, {
      x: textLeft,
      y: textBottom,
      fill,
      "font-size": valueSize,
      "font-weight": 600,
    }),
    ...(isPart ? [text(mScores(group), { ...mPlace, fill })] : []),
  ];
}

function mScores({ m_from, m_to }: RfmGroup): string {
  return formatScore("monetary", m_from, m_to);
}

function axes(
  { left, top, rows, columns, height }: RfmLayout,
  { readsMean }: RfmView,
  isNarrow: boolean,
  window: string,
): SVGTextElement[] {
  const bottom = rows.at(-1)?.y2 ?? top;
  const row = readsMean ? "mean" : "frequency";
  const name = message(isNarrow ? `rfm.axis_${row}_short` : `rfm.axis_${row}`, { window });
  return [
    text(name, { x: 0, y: 12, fill: quietInk }),
    ...rows.flatMap(({ group, y1, y2 }) => [
      text(formatScore(row, group.f_score), {
        x: 0,
        y: (y1 + y2) / 2 - 2,
        fill: ink,
        "font-weight": 600,
      }),
      text(readsMean ? (isNarrow ? "" : `F+M ${sumsOf(group.f_score)}`) : formatBounds(group), {
        x: 0,
        y: (y1 + y2) / 2 + 13,
        fill: quietInk,
        "font-size": 11,
      }),
    ]),
    ...columns.flatMap(({ group, x1 }) => [
      text(formatScore("recency", group.r_score), {
        x: x1 + 3,
        y: bottom + 17,
        fill: ink,
        "font-weight": 600,
      }),
      text(formatBounds(group), { x: x1 + 3, y: bottom + 31, fill: quietInk, "font-size": 11 }),
    ]),
    text(message("rfm.axis_recency"), { x: left + 3, y: height - 4, fill: quietInk }),
  ];
}

function spoken(group: RfmGroup, view: RfmView, measure: RfmMeasure): string {
  return message("rfm.box_spoken", {
    scores: nameOfGroup(group, view),
    segment: label("segment", group.segment),
    measure: label("measure", measure),
    value: formatMeasure(measureOf(group, measure), measure, group),
  });
}

function rectOf({ x1, x2, y1, y2 }: Pick<Box, "x1" | "x2" | "y1" | "y2">): Record<string, number> {
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1, rx: 2 };
}

function text(words: string, attributes: Record<string, string | number>): SVGTextElement {
  return svgElement("text", { "font-size": 12, ...attributes }, words);
}
