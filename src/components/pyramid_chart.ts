import * as Plot from "@observablehq/plot";
import { label, message } from "../messages/index.js";
import { shareOf } from "./figures.js";
import { formatFew, formatMoney, formatShare } from "./format.js";
import { colourOf, ink, quietInk, rule } from "./palette.js";
import type { PyramidLevel } from "./pyramid_levels.js";
import { formatCustomersShort } from "./rfm_words.js";
import { textWidth } from "./text_width.js";

const HEAD = 30;
const GAP = 3;

/**
 * Levels from the best down, a bar for their share of the customers with revenue to the left and one for their share of
 * the revenue to the right, on one scale; below the line everyone without revenue.
 */
export function pyramidChart(levels: readonly PyramidLevel[], { width }: { width: number }): Element {
  const active = levels.filter(({ level }) => level !== "inactive");
  const inactive = levels.find(({ level }) => level === "inactive");
  const isNarrow = width < 480;
  const row = isNarrow ? 58 : Math.min(110, Math.max(56, 344 / Math.max(1, active.length)));
  const names = levels.map(({ level }) => textWidth(label("pyramid_level", level), 13, { isBold: true }));
  const middle = Math.max(isNarrow ? 56 : 84, ...names) + 16;
  const outside = isNarrow ? 58 : 72;
  const most = (field: "customer_share" | "revenue_share") =>
    Math.max(0.01, ...active.map((level) => level[field] ?? 0));
  const scale = (width - middle - 2 * outside) / (most("customer_share") + most("revenue_share"));
  const left = outside + most("customer_share") * scale;
  const right = left + middle;
  const height = HEAD + row * active.length + (inactive ? 62 : 8);
  const y = (index: number) => HEAD + row * index;
  const length = (share: number | null) => Math.max(share ? 1.5 : 0, (share ?? 0) * scale);
  const bars = active.flatMap((level, index) => [
    { level, index, x1: left - length(level.customer_share), x2: left },
    { level, index, x1: right, x2: right + length(level.revenue_share) },
  ]);
  const words = active.flatMap((level, index) => {
    const isHidden = level.customers === null;
    const at = { y: y(index) + row / 2 };
    return [
      {
        ...at,
        x: left - length(level.customer_share) - 8,
        side: "end",
        isMain: true,
        text: isHidden ? formatFew() : formatShare(level.customer_share),
      },
      {
        ...at,
        x: left - length(level.customer_share) - 8,
        side: "end",
        isMain: false,
        text: isHidden ? "" : formatCustomersShort(level.customers),
      },
      {
        ...at,
        x: right + length(level.revenue_share) + 8,
        side: "start",
        isMain: true,
        text: isHidden ? formatFew() : formatShare(level.revenue_share),
      },
      {
        ...at,
        x: right + length(level.revenue_share) + 8,
        side: "start",
        isMain: false,
        text: isHidden ? "" : formatMoney(level.revenue),
      },
    ] as const;
  });
  const text = (side: "start" | "end", isMain: boolean) =>
    Plot.text(
      words.filter((word) => word.side === side && word.isMain === isMain),
      {
        x: "x",
        y: "y",
        text: "text",
        textAnchor: side,
        dy: isMain ? -8 : 9,
        fill: isMain ? ink : quietInk,
        fontSize: isMain ? 15 : 12,
        fontWeight: isMain ? 600 : 400,
      },
    );
  // Over its bars, or from the edge where these leave it too little room.
  const heading = (words: string, isLeft: boolean) => {
    const room = isLeft ? left : width - right;
    const isOver = textWidth(words) <= room;
    const x = isLeft ? (isOver ? left : 0) : isOver ? right : width;
    const textAnchor = isLeft === isOver ? "end" : "start";
    return Plot.text([words], { x, y: HEAD / 2 - 2, text: [words], textAnchor, fill: quietInk });
  };
  return Plot.plot({
    width,
    height,
    margin: 0,
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: [0, height], range: [0, height], axis: null },
    color: { type: "identity" },
    marks: [
      heading(label("measure", "share_of_customers"), true),
      heading(label("measure", "share_of_revenue"), false),
      Plot.rect(bars, {
        x1: "x1",
        x2: "x2",
        y1: ({ index }) => y(index) + GAP / 2,
        y2: ({ index }) => y(index) + row - GAP / 2,
        fill: ({ level }) => colourOf("pyramid_level", level.level),
      }),
      Plot.text(active, {
        x: (left + right) / 2,
        y: (_, index) => y(index) + row / 2,
        text: ({ level }) => label("pyramid_level", level),
        fill: ink,
        fontWeight: 600,
        fontSize: 13,
      }),
      text("end", true),
      text("end", false),
      text("start", true),
      text("start", false),
      ...(inactive ? foot(inactive, levels, { left, right, width, y: y(active.length) }) : []),
    ],
  });
}

// Customers without revenue have no share of it: a line of words below the pyramid.
function foot(
  inactive: PyramidLevel,
  levels: readonly PyramidLevel[],
  { left, right, width, y }: { left: number; right: number; width: number; y: number },
): Plot.Markish[] {
  const known = levels.every(({ customers }) => customers !== null);
  const all = levels.reduce((sum, { customers }) => sum + (customers ?? 0), 0);
  const count = formatCustomersShort(inactive.customers);
  const share = known
    ? message("pyramid.of_all", { share: formatShare(shareOf(inactive.customers, all)) })
    : "";
  return [
    Plot.link([0], { x1: 0, x2: width, y1: y + 8, y2: y + 8, stroke: rule }),
    Plot.text([0], {
      x: (left + right) / 2,
      y: y + 35,
      text: [label("pyramid_level", "inactive")],
      fill: quietInk,
      fontWeight: 600,
      fontSize: 13,
    }),
    Plot.text([0], {
      x: left,
      y: y + 27,
      text: [count],
      textAnchor: "end",
      fill: ink,
      fontWeight: 600,
      fontSize: 15,
    }),
    Plot.text([0], { x: left, y: y + 44, text: [share], textAnchor: "end", fill: quietInk }),
    Plot.text([0], {
      x: right,
      y: y + 35,
      text: [message("pyramid.no_revenue")],
      textAnchor: "start",
      fill: quietInk,
    }),
  ];
}
