import { label, type MessageKey, message } from "../messages/index.js";
import { element } from "./element.js";
import {
  changeOf,
  compare,
  FIGURES,
  type Figure,
  formatFigure,
  formatFigureChange,
  isUnfinished,
  type KeyFigures,
  shareOf,
  verdict,
} from "./figures.js";
import { formatDay, formatMonth, formatShare } from "./format.js";
import { sparkline } from "./sparkline.js";
import { windowWords } from "./window_words.js";

/** The day and the figures of its snapshot, each with its changes on the month and on the year and a small line. */
export function keyFigures(snapshots: readonly KeyFigures[]): HTMLElement {
  const compared = compare(snapshots);
  if (!compared) return element("div", { class: "key-figures" });
  const { now, monthAgo, yearAgo } = compared;
  return element(
    "div",
    { class: "key-figures" },
    day(now, snapshots.length),
    ...FIGURES.map((figure) =>
      element(
        "div",
        { class: "figure" },
        element("div", { class: "name" }, nameOf(figure)),
        element("div", { class: "value" }, formatFigure(figure, now)),
        element("div", { class: "fact" }, detailOf(figure, now)),
        sparkline(
          snapshots.map((snapshot) => (isUnfinished(figure, snapshot) ? null : snapshot[figure.key])),
          { isPartial: now.is_partial },
        ),
        element(
          "dl",
          { class: "change" },
          ...change(figure, message("report.on_month"), changeOf(figure, now, monthAgo)),
          ...change(figure, message("report.on_year"), changeOf(figure, now, yearAgo)),
        ),
      ),
    ),
  );
}

/** What people call a figure. */
export function nameOf({ key }: Figure): string {
  return message(`report.figure_${key}`, { tier: label("score_tier", "top") });
}

function day({ as_of, is_partial, newest_ordered_on }: KeyFigures, count: number): HTMLElement {
  return element(
    "div",
    { class: "figure day" },
    element("div", { class: "name" }, message("report.as_of")),
    element("div", { class: "value" }, formatDay(as_of)),
    element("div", { class: "fact" }, message("report.newest_order", { day: formatDay(newest_ordered_on) })),
    element("div", { class: "fact" }, message("report.history", { count })),
    is_partial &&
      element("div", { class: "partial" }, message("report.partial", { month: formatMonth(as_of) })),
  );
}

function detailOf({ key }: Figure, now: KeyFigures): string {
  switch (key) {
    case "customers":
      return countDetail("report.detail_customers", now.entered);
    case "active_customers":
      return shareDetail("report.detail_active_customers", shareOf(now.active_customers, now.customers));
    case "revenue":
      return windowWords(now);
    case "top_revenue_share":
      return shareDetail("report.detail_top_revenue_share", shareOf(now.top_customers, now.customers));
    case "upgrade_rate":
      return countDetail("report.detail_moved", now.moved_up);
    case "downgrade_rate":
      return countDetail("report.detail_moved", now.moved_down);
    case "revenue_at_risk":
      return shareDetail("report.detail_revenue_at_risk", shareOf(now.revenue_at_risk, now.revenue));
  }
}

function countDetail(key: MessageKey, count: number | null): string {
  return count === null ? "" : message(key, { count });
}

function shareDetail(key: MessageKey, share: number | null): string {
  return share === null ? "" : message(key, { share: formatShare(share) });
}

function change(figure: Figure, name: string, value: number | null): [HTMLElement, HTMLElement] {
  return [
    element("dt", {}, name),
    element("dd", { class: verdict(figure, value) }, formatFigureChange(figure, value)),
  ];
}
