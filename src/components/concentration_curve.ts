import * as Plot from "@observablehq/plot";
import { label, message } from "../messages/index.js";
import { formatShare } from "./format.js";
import { accent, colourOf, ink, paper, quietInk, rule } from "./palette.js";
import type { PyramidLevel } from "./pyramid_levels.js";
import { svgElement } from "./svg_element.js";
import { textWidth } from "./text_width.js";

/** A row of marts.revenue_concentration. */
export interface ConcentrationPoint {
  part: number;
  customer_share: number;
  revenue_share: number;
}

/** A row of marts.revenue_gini. */
export interface RevenueGini {
  customers: number;
  revenue: number;
  gini: number;
  top_fifth_share: number | null;
}

/**
 * The share of the revenue (upwards) that the best customers up to a share (to the right) bring; the diagonal is where
 * all would be equal. It is the Lorenz curve turned round, so that the best come first.
 */
export function concentrationCurve(
  points: readonly ConcentrationPoint[],
  levels: readonly PyramidLevel[],
  { width }: { width: number },
): Element {
  const isNarrow = width < 480;
  const frame = {
    width,
    height: Math.min(420, Math.max(280, width * 0.8)),
    marginTop: 12,
    marginRight: 22,
    marginBottom: 44,
    marginLeft: 48,
  };
  const marks = levelEnds(levels).map((mark, index) => ({
    ...mark,
    text: endText(mark, index === 0, isNarrow),
  }));
  const labels = placeLabels(
    marks.map((mark) => ({
      mark,
      x: frame.marginLeft + mark.customers * (width - frame.marginLeft - frame.marginRight),
      y: frame.marginTop + (1 - mark.revenue) * (frame.height - frame.marginTop - frame.marginBottom),
      length: textWidth(mark.text),
    })),
    width - 4,
  );
  const chart = Plot.plot({
    ...frame,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ ticks: 5, stroke: rule, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: percent, label: null, fill: quietInk }),
      Plot.axisX({
        ticks: isNarrow ? 4 : 5,
        tickSize: 4,
        tickFormat: percent,
        label: message("pyramid.curve_axis"),
        labelAnchor: "left",
        labelArrow: "none",
        fill: quietInk,
        stroke: rule,
      }),
      Plot.areaY(points, {
        x: "customer_share",
        y1: "customer_share",
        y2: "revenue_share",
        fill: accent,
        fillOpacity: 0.12,
      }),
      Plot.link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: quietInk, strokeDasharray: "3 4" }),
      Plot.text([0], {
        x: 0.62,
        y: 0.62,
        dy: 14,
        dx: 4,
        textAnchor: "start",
        text: [message("pyramid.curve_equal")],
        fill: quietInk,
        stroke: paper,
        strokeWidth: 4,
      }),
      Plot.line(points, { x: "customer_share", y: "revenue_share", stroke: accent, strokeWidth: 2.5 }),
      Plot.dot(marks, {
        x: "customers",
        y: "revenue",
        r: 5,
        fill: ({ level }) => colourOf("pyramid_level", level),
        stroke: paper,
        strokeWidth: 1.5,
      }),
      ...labels.map(({ mark, dx, dy }) =>
        Plot.text([mark], {
          x: "customers",
          y: "revenue",
          text: "text",
          textAnchor: "start",
          dx,
          dy,
          fill: ink,
          stroke: paper,
          strokeWidth: 4,
        }),
      ),
    ],
  });
  // A label further down is tied to its point.
  const ties = labels.filter(({ dx, dy }) => dx > 0 && dy > LINE);
  chart.append(
    ...ties.map(({ x, y, dx, dy }) =>
      svgElement("path", { d: `M${x},${y + 6}V${y + dy - 2}H${x + dx - 3}`, fill: "none", stroke: quietInk }),
    ),
  );
  return chart;
}

interface Label<Mark> {
  mark: Mark;
  x: number;
  y: number;
  length: number;
}

const LINE = 17;

// Under the curve and right of its point; further left where the edge is near. From the right, and further down where
// another one is, so that what ties a label to its point crosses none.
function placeLabels<Mark>(labels: Label<Mark>[], end: number): (Label<Mark> & { dx: number; dy: number })[] {
  const taken: { from: number; to: number; y: number }[] = [];
  return [...labels].reverse().map((label) => {
    const { x, y, length } = label;
    const from = Math.min(x + 9, end - length);
    const to = from + length;
    let middle = y + (from < x + 9 ? LINE + 2 : 12);
    const touches = () =>
      taken.some(
        (other) => other.from < to + 6 && from < other.to + 6 && Math.abs(other.y - middle) < LINE - 1,
      );
    while (touches()) middle += 2;
    taken.push({ from, to, y: middle });
    return { ...label, dx: from - x, dy: middle - y };
  });
}

interface LevelEnd {
  level: string;
  customers: number;
  revenue: number;
}

/** Where each level ends on the curve, but for the last, which ends at everyone. Hidden levels end nowhere. */
export function levelEnds(levels: readonly PyramidLevel[]): LevelEnd[] {
  const active = levels.filter(({ level }) => level !== "inactive");
  const ends: LevelEnd[] = [];
  let [customers, revenue] = [0, 0];
  for (const { level, customer_share, revenue_share } of active.slice(0, -1)) {
    if (customer_share === null || revenue_share === null) return ends;
    customers += customer_share;
    revenue += revenue_share;
    if (customer_share > 0) ends.push({ level, customers, revenue });
  }
  return ends;
}

function endText({ level, customers, revenue }: LevelEnd, isFirst: boolean, isNarrow: boolean): string {
  const key = isNarrow ? "curve_point_short" : isFirst ? "curve_point_first" : "curve_point";
  return message(`pyramid.${key}`, {
    level: label("pyramid_level", level),
    customers: formatShare(customers, 0),
    revenue: formatShare(revenue),
  });
}

function percent(share: number): string {
  return formatShare(share, 0);
}
