import * as Plot from "@observablehq/plot";
import { message } from "../messages/index.js";
import { shareOf } from "./figures.js";
import { formatCustomers, formatMonth, formatNumber, formatShare } from "./format.js";
import { heat, heatInk, ink, quietInk } from "./palette.js";

/** A row of marts.retention_cohorts; what is about too few customers is null. */
export interface CohortMonth {
  /** The first day of the month of the cohort's first orders. */
  cohort_month: Date;
  months_later: number;
  /** Whether the month is not yet complete. */
  is_partial: boolean;
  cohort_customers: number | null;
  active_customers: number | null;
  revenue: number | null;
}

export type CohortMeasure = "customers" | "revenue";

export interface CohortCell extends CohortMonth {
  /** Customers: the share of the cohort that ordered. Revenue: over that of the cohort's first month. */
  share: number | null;
}

/** Each cohort's months as shares of its start. */
export function cohortShares(months: readonly CohortMonth[], measure: CohortMeasure): CohortCell[] {
  const starts = new Map(
    months.filter(({ months_later }) => months_later === 0).map((month) => [+month.cohort_month, month]),
  );
  return months.map((month) => {
    const start = starts.get(+month.cohort_month);
    const share =
      measure === "customers"
        ? shareOf(month.active_customers, month.cohort_customers)
        : start?.is_partial
          ? null
          : shareOf(month.revenue, start?.revenue);
    return { ...month, share };
  });
}

/**
 * All cohorts together by months later, over those that have had the whole month: sum over sum, so that a large cohort
 * counts for more. Null where no cohort can be told.
 */
export function meanShares(months: readonly CohortMonth[], measure: CohortMeasure): (number | null)[] {
  const last = Math.max(0, ...months.map(({ months_later }) => months_later));
  const starts = new Map(
    months.filter(({ months_later }) => months_later === 0).map((month) => [+month.cohort_month, month]),
  );
  return Array.from({ length: last + 1 }, (_, later) => {
    let [part, whole] = [0, 0];
    for (const month of months) {
      const start = starts.get(+month.cohort_month);
      const [has, had] =
        measure === "customers"
          ? [month.active_customers, month.cohort_customers]
          : [month.revenue, start?.revenue ?? null];
      if (
        month.months_later !== later ||
        month.is_partial ||
        start?.is_partial ||
        has === null ||
        had === null
      )
        continue;
      part += has;
      whole += had;
    }
    return shareOf(part, whole);
  });
}

export interface CohortTriangleOptions {
  width: number;
  measure: CohortMeasure;
}

const ROW = 23;
const HEAD = 40;

/** One row per cohort, oldest on top under all of them together: what is left of it, month by month. */
export function cohortTriangle(
  months: readonly CohortMonth[],
  { width, measure }: CohortTriangleOptions,
): Element {
  const isNarrow = width < 640;
  const names = isNarrow ? 62 : 84;
  const sizes = isNarrow ? 44 : 64;
  const furthest = Math.min(
    isNarrow ? 12 : 24,
    Math.max(1, ...months.map(({ months_later }) => months_later)),
  );
  const cells = cohortShares(months, measure).filter(
    ({ months_later }) => months_later > 0 && months_later <= furthest,
  );
  const cohorts = months.filter(({ months_later }) => months_later === 0);
  const all = meanShares(months, measure)
    .map((share, months_later) => ({ share, months_later }))
    .filter(({ months_later }) => months_later > 0 && months_later <= furthest);
  const known = cells.flatMap(({ share }) => (share === null ? [] : [share]));
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const days = cohorts.map(({ cohort_month }) => +cohort_month).sort((a, b) => a - b);
  const ALL = 0;
  const hasAll = all.some(({ share }) => share !== null);
  const y = (cell: { cohort_month?: Date }) => (cell.cohort_month ? +cell.cohort_month : ALL);
  const fontSize = isNarrow ? 10 : 12;
  // From the palest to the darkest over what there is: cohorts differ by little, and the numbers stand in the cells.
  const heatOf = (share: number) => 0.05 + 0.8 * (most > least ? (share - least) / (most - least) : 0.5);
  return Plot.plot({
    width,
    height: HEAD + ROW * (days.length + (hasAll ? 1 : 0)),
    marginTop: HEAD,
    marginLeft: names + sizes,
    marginRight: 0,
    marginBottom: 0,
    x: {
      type: "band",
      domain: Array.from({ length: Math.max(12, furthest) }, (_, index) => index + 1),
      axis: null,
      paddingInner: 0.04,
      paddingOuter: 0,
      round: false,
    },
    y: {
      type: "band",
      domain: hasAll ? [ALL, ...days] : days,
      axis: null,
      paddingInner: 0.08,
      paddingOuter: 0,
      round: false,
    },
    color: { type: "identity" },
    marks: [
      Plot.cell(cells, {
        x: "months_later",
        y,
        fill: ({ share }) => (share === null ? "transparent" : heat(heatOf(share))),
        fillOpacity: ({ is_partial }) => (is_partial ? 0.45 : 1),
        title: (cell) => describe(cell, measure),
      }),
      Plot.text(cells, {
        x: "months_later",
        y,
        text: ({ share }) => (share === null ? "·" : formatNumber(share * 100, 0)),
        fill: ({ share, is_partial }) => (is_partial || share === null ? ink : heatInk(heatOf(share))),
        fontSize,
      }),
      Plot.text(hasAll ? all : [], {
        x: "months_later",
        y,
        text: ({ share }) => (share === null ? "" : formatNumber(share * 100, 0)),
        fill: ink,
        fontSize,
        fontWeight: 700,
      }),
      Plot.text(all, {
        x: "months_later",
        frameAnchor: "top",
        lineAnchor: "middle",
        dy: -10,
        text: ({ months_later }) => String(months_later),
        fill: quietInk,
        fontSize,
      }),
      ...(isNarrow && furthest > 11
        ? [
            Plot.text([message("lifecycle.cohort_narrow")], {
              frameAnchor: "bottom-right",
              text: (text: string) => text,
              fill: quietInk,
              lineWidth: 11,
              dy: -4,
            }),
          ]
        : []),
      heading(isNarrow ? "" : message("lifecycle.cohort"), -names - sizes, "start", -10),
      heading(message("lifecycle.cohort_size"), -10, "end", -10),
      heading(message("lifecycle.months_later"), 0, "start", -28),
      Plot.text(hasAll ? [ALL, ...days] : days, {
        y: (day) => day,
        frameAnchor: "left",
        dx: -names - sizes,
        textAnchor: "start",
        text: (day) => (day === ALL ? message("lifecycle.all_cohorts") : formatMonth(new Date(day))),
        fill: ink,
        fontSize: isNarrow ? 11 : 12,
        fontWeight: 500,
      }),
      Plot.text(cohorts, {
        y,
        frameAnchor: "left",
        dx: -10,
        textAnchor: "end",
        text: (cohort) => formatCustomers(cohort.cohort_customers),
        fill: quietInk,
        fontSize: isNarrow ? 11 : 12,
      }),
    ],
  });
}

function heading(text: string, dx: number, textAnchor: "start" | "end", dy: number) {
  return Plot.text([text], {
    frameAnchor: "top-left",
    dx,
    dy,
    textAnchor,
    lineAnchor: "middle",
    text: [text],
    fill: quietInk,
  });
}

function describe(cell: CohortCell, measure: CohortMeasure): string {
  return message(`lifecycle.cohort_tip_${measure}`, {
    month: formatMonth(cell.cohort_month),
    count: cell.months_later,
    share: formatShare(cell.share),
  });
}
