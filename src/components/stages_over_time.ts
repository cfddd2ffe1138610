import * as Plot from "@observablehq/plot";
import { label } from "../messages/index.js";
import { formatCustomers, formatDay, formatMoney, formatShare, formatShort } from "./format.js";
import { monthTick } from "./month_tick.js";
import { colourOf, ink, quietInk, rule } from "./palette.js";
import { spread } from "./spread.js";
import { svgElement } from "./svg_element.js";
import { textWidth } from "./text_width.js";
import { type TierShare, type TierSize, tierShares, type Whole } from "./tier_pyramid.js";

/** What the columns are made of. */
export type StageMeasure = "customers" | "share_of_customers" | "revenue";

const MEASURES = {
  customers: { field: "customers", format: formatCustomers },
  share_of_customers: { field: "customer_share", format: formatShare },
  revenue: { field: "revenue", format: formatMoney },
} as const;

/** From the baseline up: those who buy, those who are new or back, those who are gone, those who never came. */
const ORDER = ["mature", "growing", "new", "reactivated", "dormant", "churned", "prospect"];

/** The stages of every snapshot with their shares; a prospect is not a customer yet and counts in no share. */
export function stageShares(
  sizes: readonly TierSize[],
  wholes: readonly (Whole & { as_of: Date })[],
): TierShare[] {
  return wholes.flatMap((whole) =>
    tierShares(
      sizes.filter(({ as_of }) => +as_of === +whole.as_of),
      whole,
    ).map((stage) =>
      stage.tier === "prospect" ? { ...stage, customer_share: null, revenue_share: null } : stage,
    ),
  );
}

export interface StagesOverTimeOptions {
  width: number;
  measure: StageMeasure;
}

/** Stages as stacked columns, one per snapshot; their names stand at the last column. */
export function stagesOverTime(
  shares: readonly TierShare[],
  { width, measure }: StagesOverTimeOptions,
): Element {
  const isNarrow = width < 480;
  const { field, format } = MEASURES[measure];
  const amountOf = (stage: TierShare) => Math.max(0, stage[field] ?? 0);
  const rows = shares
    .filter(({ tier }) => measure === "customers" || tier !== "prospect")
    .sort((a, b) => +a.as_of - +b.as_of || ORDER.indexOf(a.tier) - ORDER.indexOf(b.tier));
  const days = [...new Set(rows.map(({ as_of }) => +as_of))];
  const total = (day: number) =>
    rows.reduce((sum, stage) => sum + (+stage.as_of === day ? amountOf(stage) : 0), 0);
  const most = measure === "share_of_customers" ? 1 : Math.max(1, ...days.map(total));
  const last = rows.filter((stage) => +stage.as_of === days.at(-1) && (stage[field] ?? 1) > 0);
  const words = (stage: TierShare) => (isNarrow ? "" : ` ${format(stage[field])}`);
  const room = Math.max(
    ...last.map(
      (stage) =>
        textWidth(label("lifecycle_stage", stage.tier), 12, { isBold: true }) + textWidth(words(stage), 12),
    ),
  );
  const frame = {
    width,
    height: isNarrow ? 300 : 380,
    marginTop: 12,
    marginRight: 28 + room,
    marginBottom: 38,
    marginLeft: 48,
  };
  const quarters = days.filter((day) => new Date(day).getUTCMonth() % (isNarrow ? 6 : 3) === 0);
  const ticks = measure === "customers" ? Math.min(4, most) : 4;
  // A column is never wider than this, however few there are.
  const column = (0.8 * (width - frame.marginLeft - frame.marginRight)) / (days.length - 0.2);
  const inset = Math.max(0, (column - 80) / 2);
  const chart = Plot.plot({
    ...frame,
    x: { type: "band", domain: days, paddingInner: 0.2, paddingOuter: 0, round: false },
    y: { domain: [0, most] },
    color: { type: "identity" },
    marks: [
      Plot.axisY({
        ticks,
        tickSize: 0,
        label: null,
        tickFormat: (value: number) =>
          measure === "share_of_customers"
            ? formatShare(value, 0)
            : measure === "revenue"
              ? formatMoney(value)
              : formatShort(value),
        fill: quietInk,
      }),
      Plot.gridY({ ticks, stroke: rule, strokeOpacity: 1 }),
      Plot.barY(rows, {
        x: (stage) => +stage.as_of,
        y: amountOf,
        insetLeft: inset,
        insetRight: inset,
        fill: (stage) => colourOf("lifecycle_stage", stage.tier),
        fillOpacity: (stage) => (stage.is_partial ? 0.55 : 1),
        title: (stage) =>
          `${label("lifecycle_stage", stage.tier)}, ${formatDay(stage.as_of)}: ${format(stage[field])}`,
      }),
      Plot.axisX({
        ticks: quarters.length > 0 ? quarters : days,
        tickSize: 4,
        label: null,
        tickFormat: (day: number, index: number) => monthTick(new Date(day), index === 0),
        fill: quietInk,
        stroke: quietInk,
      }),
    ],
  });
  chart.append(...endLabels(last, { ...frame, most, amountOf, words }));
  return chart;
}

interface EndLabelOptions {
  width: number;
  height: number;
  marginTop: number;
  marginRight: number;
  marginBottom: number;
  most: number;
  amountOf: (stage: TierShare) => number;
  words: (stage: TierShare) => string;
}

/** Each stage's name at its part of the last column, led there by a line where it had to move. */
function endLabels(stages: readonly TierShare[], options: EndLabelOptions): SVGElement[] {
  const { width, height, marginTop, marginRight, marginBottom, most, amountOf, words } = options;
  const edge = width - marginRight;
  const bottom = height - marginBottom;
  let base = 0;
  const middles = stages.map((stage) => {
    base += amountOf(stage);
    return bottom - ((base - amountOf(stage) / 2) / most) * (bottom - marginTop);
  });
  const places = spread(middles, 17, marginTop, bottom);
  return stages.flatMap((stage, index) => {
    const [middle, place] = [middles[index] ?? 0, places[index] ?? 0];
    return [
      svgElement("path", {
        d: `M${edge + 3},${middle.toFixed(1)}L${edge + 14},${place.toFixed(1)}H${edge + 20}`,
        fill: "none",
        stroke: colourOf("lifecycle_stage", stage.tier),
        "stroke-width": 2,
      }),
      svgElement(
        "text",
        { x: edge + 25, y: place, dy: "0.32em", fill: ink, "text-anchor": "start" },
        svgElement("tspan", { "font-weight": 600 }, label("lifecycle_stage", stage.tier)),
        svgElement("tspan", { fill: quietInk }, words(stage)),
      ),
    ];
  });
}
