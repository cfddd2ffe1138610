import { label } from "../messages/index.js";
import { formatChange, formatMoney } from "./format.js";
import type { TierSize } from "./migration_pair.js";
import { type ColourModel, colourOf, down, ink, quietInk, rule, up } from "./palette.js";
import { drawing, svgElement } from "./svg_element.js";

/** A tier's revenue at two snapshots and how it grew: now over then, less one. */
export interface ValueGrowth {
  tier: string;
  revenue_before: number | null;
  revenue_after: number | null;
  growth: number | null;
}

/** The value growth of each tier, in the order given. */
export function valueGrowth(
  tiers: readonly string[],
  before: ReadonlyMap<string, TierSize>,
  after: ReadonlyMap<string, TierSize>,
): ValueGrowth[] {
  return tiers.map((tier) => {
    const revenue_before = before.get(tier)?.revenue ?? null;
    const revenue_after = after.get(tier)?.revenue ?? null;
    const isKnown = revenue_before !== null && revenue_after !== null && revenue_before > 0;
    return {
      tier,
      revenue_before,
      revenue_after,
      growth: isKnown ? revenue_after / revenue_before - 1 : null,
    };
  });
}

export interface ValueGrowthOptions {
  width: number;
  model: ColourModel;
}

const ROW = 40;

/** Each tier's revenue before and after as two bars on one scale, and the growth in words. */
export function valueGrowthBars(
  rows: readonly ValueGrowth[],
  { width, model }: ValueGrowthOptions,
): SVGSVGElement {
  const most = Math.max(1, ...rows.flatMap((row) => [row.revenue_before ?? 0, row.revenue_after ?? 0]));
  const length = (value: number | null) => (Math.max(0, value ?? 0) / most) * width;
  const parts = rows.flatMap(({ tier, revenue_before, revenue_after, growth }, index) => {
    const y = index * ROW;
    return [
      svgElement("text", { x: 0, y: y + 12, "font-size": 13, fill: ink }, label(model, tier)),
      svgElement(
        "text",
        { x: width, y: y + 12, "font-size": 13, "text-anchor": "end", fill: quietInk },
        `${formatMoney(revenue_before)} → ${formatMoney(revenue_after)} `,
        svgElement(
          "tspan",
          { "font-weight": 600, fill: growth === null ? quietInk : growth < 0 ? down : up },
          formatChange(growth),
        ),
      ),
      svgElement("rect", {
        x: 0,
        y: y + 19,
        width: length(revenue_before),
        height: 4,
        fill: "var(--rule-strong)",
      }),
      svgElement("rect", {
        x: 0,
        y: y + 24,
        width: length(revenue_after),
        height: 7,
        fill: colourOf(model, tier),
      }),
      svgElement("line", {
        x1: 0,
        x2: width,
        y1: y + ROW - 4.5,
        y2: y + ROW - 4.5,
        stroke: rule,
        opacity: 0.6,
      }),
    ];
  });
  return drawing(width, Math.max(1, rows.length * ROW), ...parts);
}
