import * as Plot from "@observablehq/plot";
import { label } from "../messages/index.js";
import { shareOf } from "./figures.js";
import { formatCustomers, formatMoney, formatShare } from "./format.js";
import { colourOf, ink, quietInk } from "./palette.js";
import { textWidth } from "./text_width.js";

/** A row of marts.tier_sizes for one model. */
export interface TierSize {
  as_of: Date;
  is_partial: boolean;
  tier: string;
  tier_rank: number;
  customers: number | null;
  revenue: number | null;
}

export interface TierShare extends TierSize {
  /** 0 to 1, or null where there is no whole. */
  customer_share: number | null;
  revenue_share: number | null;
}

const ROW = 72;
const HEAD = 26;
const BAR = 44;

/** All customers and their revenue, as marts.key_figures has them: hidden tiers are in it. */
export interface Whole {
  customers: number | null;
  revenue: number | null;
}

/** The tiers of one snapshot, best first, with their shares of all customers and all revenue. */
export function tierShares(sizes: readonly TierSize[], whole: Whole): TierShare[] {
  return [...sizes]
    .sort((a, b) => a.tier_rank - b.tier_rank)
    .map((size) => ({
      ...size,
      customer_share: shareOf(size.customers, whole.customers),
      revenue_share: shareOf(size.revenue, whole.revenue),
    }));
}

/** Score tiers, best on top: their share of customers to the left, of revenue to the right. */
export function tierPyramid(shares: readonly TierShare[], { width }: { width: number }): Element {
  const outside = width < 480 ? 64 : 84;
  const names = shares.map(({ tier }) => textWidth(label("score_tier", tier), 13, { isBold: true }));
  const middle = Math.max(...names) + (width < 480 ? 14 : 32);
  const most = (measure: "customer_share" | "revenue_share") =>
    Math.max(0.005, ...shares.map((row) => row[measure] ?? 0));
  const [customers, revenue] = [most("customer_share"), most("revenue_share")];
  const [before, after] = [label("measure", "share_of_customers"), label("measure", "share_of_revenue")];
  // Each side as wide as its longest bar needs on one scale for both, and no narrower than its heading.
  const ideal = outside + (customers * (width - middle - 2 * outside)) / (customers + revenue);
  const left = Math.max(textWidth(before, 12), Math.min(ideal, width - middle - textWidth(after, 12)));
  const right = left + middle;
  const scale = Math.min((left - outside) / customers, (width - right - outside) / revenue);
  const length = (share: number | null) => Math.max(0, share ?? 0) * scale;
  const height = HEAD + ROW * shares.length;
  const centre = (_: unknown, index: number) => HEAD + ROW * (index + 0.5);
  const bar = (from: (row: TierShare) => number, to: (row: TierShare) => number) =>
    Plot.rect(shares, {
      x1: from,
      x2: to,
      y1: (_, index) => centre(_, index) - BAR / 2,
      y2: (_, index) => centre(_, index) + BAR / 2,
      fill: (row) => colourOf("score_tier", row.tier),
    });
  const words = (
    side: -1 | 1,
    x: (row: TierShare) => number,
    share: (row: TierShare) => number | null,
    size: (row: TierShare) => string,
  ) => {
    const textAnchor = side < 0 ? ("end" as const) : ("start" as const);
    return [
      Plot.text(shares, {
        x,
        y: centre,
        dx: 8 * side,
        dy: -8,
        textAnchor,
        fill: ink,
        fontSize: 15,
        fontWeight: 600,
        text: (row) => formatShare(share(row)),
      }),
      Plot.text(shares, { x, y: centre, dx: 8 * side, dy: 9, textAnchor, fill: quietInk, text: size }),
    ];
  };
  const heading = (text: string, x: number, textAnchor: "start" | "end") =>
    Plot.text([text], { x, y: HEAD / 2, text: [text], textAnchor, fill: quietInk });
  return Plot.plot({
    width,
    height,
    margin: 0,
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: [0, height], range: [0, height], axis: null },
    color: { type: "identity" },
    marks: [
      heading(before, left, "end"),
      heading(after, right, "start"),
      bar(
        (row) => left - length(row.customer_share),
        () => left,
      ),
      bar(
        () => right,
        (row) => right + length(row.revenue_share),
      ),
      Plot.text(shares, {
        x: (left + right) / 2,
        y: centre,
        text: (row) => label("score_tier", row.tier),
        fill: ink,
        fontWeight: 600,
        fontSize: 13,
      }),
      ...words(
        -1,
        (row) => left - length(row.customer_share),
        (row) => row.customer_share,
        (row) => formatCustomers(row.customers),
      ),
      ...words(
        1,
        (row) => right + length(row.revenue_share),
        (row) => row.revenue_share,
        (row) => formatMoney(row.revenue),
      ),
    ],
  });
}
