import * as Plot from "@observablehq/plot";
import { label } from "../messages/index.js";
import { formatCustomers, formatMoney, formatShare } from "./format.js";
import { colourOf, ink, quietInk } from "./palette.js";
import { textWidth } from "./text_width.js";
import type { TierShare } from "./tier_pyramid.js";

const ROW = 44;
const HEAD = 26;
/** Room for the numbers behind the longest bar. */
const WORDS = 66;

/** Lifecycle stages in their order: customers and revenue as bars from two baselines, shares below the numbers. */
export function stageBars(stages: readonly TierShare[], { width }: { width: number }): Element {
  const names =
    20 +
    Math.max(...stages.map(({ tier }) => textWidth(label("lifecycle_stage", tier), 13, { isBold: true })));
  const panel = (width - names) / 2;
  const height = HEAD + ROW * stages.length;
  const rows = stages.map((stage, index) => ({ ...stage, y: HEAD + ROW * (index + 0.5) }));
  return Plot.plot({
    width,
    height,
    margin: 0,
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: [0, height], range: [0, height], axis: null },
    color: { type: "identity" },
    marks: [
      Plot.text(rows, {
        x: 0,
        y: "y",
        text: ({ tier }) => label("lifecycle_stage", tier),
        textAnchor: "start",
        fill: ink,
        fontWeight: 600,
        fontSize: 13,
      }),
      bars(rows, { measure: "customers", left: names, width: panel }),
      bars(rows, { measure: "revenue", left: names + panel, width: panel }),
    ],
  });
}

type Row = TierShare & { y: number };

interface BarsOptions {
  measure: "customers" | "revenue";
  left: number;
  width: number;
}

function bars(rows: readonly Row[], { measure, left, width }: BarsOptions): Plot.Markish[] {
  const share = measure === "customers" ? "customer_share" : "revenue_share";
  const format = measure === "customers" ? formatCustomers : formatMoney;
  const most = Math.max(1, ...rows.map((row) => row[measure] ?? 0));
  const end = (row: Row) => left + (Math.max(0, row[measure] ?? 0) / most) * (width - WORDS);
  // What has no share worth telling, such as a prospect's or a refund's, has its number alone on the line.
  const shared = rows.filter((row) => (row[share] ?? 0) > 0);
  const alone = rows.filter((row) => !shared.includes(row));
  const words = { x: end, y: "y", dx: 7, textAnchor: "start" } as const;
  const number = {
    ...words,
    text: (row: Row) => format(row[measure]),
    fill: ink,
    fontWeight: 600,
    fontSize: 13,
  };
  return [
    Plot.text([label("measure", measure)], {
      x: left,
      y: HEAD / 2,
      text: (text: string) => text,
      textAnchor: "start",
      fill: quietInk,
    }),
    Plot.rect(rows, {
      x1: left,
      x2: end,
      y1: ({ y }) => y - 13,
      y2: ({ y }) => y + 13,
      fill: ({ tier }) => colourOf("lifecycle_stage", tier),
    }),
    Plot.text(shared, { ...number, dy: -7 }),
    Plot.text(shared, { ...words, text: (row) => formatShare(row[share]), fill: quietInk, dy: 8 }),
    Plot.text(alone, number),
  ];
}
