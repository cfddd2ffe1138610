import { label } from "../messages/index.js";
import { formatShare } from "./format.js";
import { accent, down, ink, quietInk, rule } from "./palette.js";
import { drawing, svgElement } from "./svg_element.js";

/** A column of the contract: in how many of a source's accepted rows it holds a readable value, or one that can't be read. */
export interface ColumnFill {
  source: string;
  /** Its place among the source's columns. */
  place: number;
  column_name: string;
  is_required: boolean;
  rows_accepted: number;
  rows_filled: number;
  rows_unreadable: number;
}

const ROW = 22;
const HEADING = 30;
const GAP = 40;

/**
 * The share of rows filled per column, and at the bar's end that of values which can't be read; one list per source, the
 * lists in as many columns as there is room for.
 */
export function completenessBars(fills: readonly ColumnFill[], { width }: { width: number }): SVGSVGElement {
  const lists = new Map<string, ColumnFill[]>();
  for (const fill of fills) lists.set(fill.source, [...(lists.get(fill.source) ?? []), fill]);
  const across = width >= 860 ? 3 : width >= 560 ? 2 : 1;
  const columnWidth = (width - GAP * (across - 1)) / across;
  const heights = new Array<number>(across).fill(0);
  const parts: SVGElement[] = [];
  for (const [source, columns] of lists) {
    const column = heights.indexOf(Math.min(...heights));
    const x = column * (columnWidth + GAP);
    let y = heights[column] ?? 0;
    parts.push(
      svgElement(
        "text",
        { x, y: y + 15, "font-size": 13, "font-weight": 600, fill: ink },
        label("source", source),
      ),
      svgElement("line", { x1: x, x2: x + columnWidth, y1: y + 22.5, y2: y + 22.5, stroke: rule }),
    );
    y += HEADING;
    for (const fill of columns) {
      parts.push(...line(fill, x, y, columnWidth));
      y += ROW;
    }
    heights[column] = y + 16;
  }
  return drawing(width, Math.max(1, ...heights) - 16, ...parts);
}

function line(fill: ColumnFill, x: number, y: number, width: number) {
  const { column_name, rows_accepted, rows_filled, rows_unreadable } = fill;
  const share = rows_accepted > 0 ? rows_filled / rows_accepted : 0;
  const unreadable = rows_accepted > 0 ? rows_unreadable / rows_accepted : 0;
  const barX = x + width * 0.5;
  const barWidth = width * 0.5 - 56;
  const isFull = rows_filled === rows_accepted;
  return [
    svgElement(
      "text",
      { x, y: y + 14, "font-size": 12, fill: rows_filled + rows_unreadable === 0 ? quietInk : ink },
      label("column", column_name),
    ),
    svgElement("rect", { x: barX, y: y + 6, width: barWidth, height: 8, fill: rule, opacity: 0.6 }),
    svgElement("rect", {
      x: barX,
      y: y + 6,
      width: Math.max(share > 0 ? 1.5 : 0, share * barWidth),
      height: 8,
      fill: accent,
      opacity: isFull ? 0.45 : 1,
    }),
    ...(rows_unreadable > 0
      ? [
          svgElement("rect", {
            x: barX + share * barWidth,
            y: y + 6,
            width: Math.max(1.5, unreadable * barWidth),
            height: 8,
            fill: down,
          }),
        ]
      : []),
    svgElement(
      "text",
      { x: x + width, y: y + 14, "font-size": 12, "text-anchor": "end", fill: isFull ? quietInk : ink },
      formatShare(share),
    ),
  ];
}
