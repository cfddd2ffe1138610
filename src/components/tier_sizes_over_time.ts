import * as Plot from "@observablehq/plot";
import { label } from "../messages/index.js";
import { relativeChange } from "./figures.js";
import { formatChange, formatCustomers, formatDay, formatMoney, formatShort } from "./format.js";
import { monthTick } from "./month_tick.js";
import { colourOf, ink, quietInk, rule } from "./palette.js";
import { textWidth } from "./text_width.js";
import type { TierSize } from "./tier_pyramid.js";

export interface TierSizesOptions {
  width: number;
  measure: "customers" | "revenue";
}

/** The size of a tier at the last snapshot and its change on twelve snapshots before. */
export function lastSize(sizes: readonly TierSize[], tier: string, measure: "customers" | "revenue") {
  const own = sizes.filter((size) => size.tier === tier).sort((a, b) => +a.as_of - +b.as_of);
  const last = own.at(-1)?.[measure] ?? null;
  return { value: last, change: relativeChange(last, own.at(-13)?.[measure]) };
}

/** One panel of columns per tier, best first, on one scale: each tier's size at every snapshot. */
export function tierSizesOverTime(sizes: readonly TierSize[], { width, measure }: TierSizesOptions): Element {
  const tiers = [...new Map(sizes.map((size) => [size.tier, size.tier_rank]))]
    .sort((a, b) => a[1] - b[1])
    .map(([tier]) => tier);
  const perRow = width < 640 ? 2 : Math.max(1, tiers.length);
  const lines = Math.ceil(tiers.length / perRow);
  const place = new Map(
    tiers.map((tier, index) => [tier, { fx: index % perRow, fy: Math.floor(index / perRow) }]),
  );
  const facet = {
    fx: (size: { tier: string }) => place.get(size.tier)?.fx,
    fy: (size: { tier: string }) => place.get(size.tier)?.fy,
  };
  const days = [...new Set(sizes.map(({ as_of }) => +as_of))].sort((a, b) => a - b);
  const years = days.filter((day) => new Date(day).getUTCMonth() === 0);
  const hasYears = days.length > 12;
  const ends = [...new Set([days[0] ?? 0, days.at(-1) ?? 0])];
  const heads = tiers.map((tier) => ({ tier, ...lastSize(sizes, tier, measure) }));
  const most = Math.max(1, ...sizes.map((size) => size[measure] ?? 0));
  const ticks = Math.min(3, most);
  const formatTick = measure === "revenue" ? formatMoney : formatShort;
  const format = measure === "revenue" ? formatMoney : formatCustomers;
  const below = hasYears ? 24 : 36;
  const head = 58;
  const panel = width < 640 ? 110 : 150;
  return Plot.plot({
    width,
    height: lines * (panel + head) + below,
    marginTop: head,
    marginLeft: 14 + textWidth(formatTick(most), 12),
    marginRight: 4,
    marginBottom: below,
    x: { type: "band", domain: days, paddingInner: 0.25, paddingOuter: 0, round: false },
    y: { axis: null, domain: [0, most], nice: true },
    fx: { axis: null, domain: range(perRow), paddingInner: width < 640 ? 0.1 : 0.08 },
    fy: { axis: null, domain: range(lines), paddingInner: lines > 1 ? head / (panel + head) : 0 },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ stroke: rule, strokeOpacity: 1, ticks }),
      Plot.axisY({ ticks, tickSize: 0, label: null, tickFormat: formatTick, fill: quietInk }),
      Plot.barY(sizes, {
        ...facet,
        x: (size) => +size.as_of,
        y: (size) => Math.max(0, size[measure] ?? 0),
        fill: (size) => colourOf("score_tier", size.tier),
        fillOpacity: (size) => (size.is_partial ? 0.45 : 1),
        title: (size) =>
          `${label("score_tier", size.tier)}, ${formatDay(size.as_of)}: ${format(size[measure])}`,
      }),
      Plot.ruleY([0], { stroke: rule }),
      Plot.axisX({
        ticks: hasYears ? years : ends,
        tickSize: 4,
        label: null,
        tickFormat: (day: number, index: number) =>
          hasYears ? String(new Date(day).getUTCFullYear()) : monthTick(new Date(day), index === 0),
        fill: quietInk,
        stroke: rule,
      }),
      Plot.text(heads, {
        ...facet,
        frameAnchor: "top-left",
        dy: -44,
        text: ({ tier }) => label("score_tier", tier),
        fill: ink,
        fontWeight: 600,
        fontSize: 13,
      }),
      Plot.text(heads, {
        ...facet,
        frameAnchor: "top-left",
        dy: -26,
        text: ({ value, change }) =>
          [format(value), change === null ? "" : formatChange(change)].filter(Boolean).join("  "),
        fill: quietInk,
        fontSize: 13,
      }),
    ],
  });
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
