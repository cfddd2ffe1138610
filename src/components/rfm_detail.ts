import { label, message } from "../messages/index.js";
import { about } from "./about.js";
import { element } from "./element.js";
import { shareOf } from "./figures.js";
import { formatMoney, formatShare } from "./format.js";
import { colourOf } from "./palette.js";
import type { Picked } from "./picked.js";
import {
  groupOf,
  perCustomer,
  type RfmGroup,
  type RfmView,
  type ScoredMeasure,
  scoreOf,
} from "./rfm_groups.js";
import {
  formatBounds,
  formatCustomersShort,
  formatMean,
  formatScore,
  nameOfGroup,
  sumsOf,
} from "./rfm_words.js";

/** The numbers of the picked cell or segment, or of everyone; says so to a screen reader when it changes. */
export function rfmDetail(view: RfmView, picked: Picked): HTMLElement {
  const panel = element("div", { class: "detail", "aria-live": "polite" });
  picked.follow(panel, (value) => {
    const group = groupOf(view, value);
    panel.replaceChildren(...content(view, group, picked));
  });
  return panel;
}

function content(view: RfmView, picked: RfmGroup | undefined, store: Picked): Node[] {
  const group = picked ?? view.all;
  const segment = group.segment === "all" ? undefined : group.segment;
  const figures = [
    figure(
      label("measure", "customers"),
      formatCustomersShort(group.customers),
      picked && formatShareOf(group.customers, view.all.customers, "customers"),
    ),
    figure(
      label("measure", "revenue"),
      formatMoney(group.revenue),
      picked && formatShareOf(group.revenue, view.all.revenue, "revenue"),
    ),
    figure(
      label("measure", "mean_value"),
      formatMoney(perCustomer(group, "revenue")),
      picked && times(perCustomer(group, "revenue"), perCustomer(view.all, "revenue")),
    ),
    figure(
      message("rfm.mean_orders"),
      formatMean(perCustomer(group, "sales")),
      picked && times(perCustomer(group, "sales"), perCustomer(view.all, "sales")),
    ),
  ];
  const clear = element("button", { type: "button", class: "on-screen" }, message("rfm.show_everyone"));
  clear.addEventListener("click", () => store.pick(undefined));
  return [
    element(
      "h3",
      {},
      segment && element("i", { class: "swatch", style: `background: ${colourOf("segment", segment)}` }),
      segment ? label("segment", segment) : nameOfGroup(group, view),
    ),
    picked
      ? element("p", { class: "quiet" }, scope(view, group))
      : element("p", { class: "quiet on-screen" }, message("rfm.pick_hint")),
    element("dl", {}, ...figures),
    ...(group.kind === "part" ? [bounds(view, group)] : []),
    ...(group.customers === null
      ? [element("p", { class: "note" }, message("shell.few_hint", { limit: about().fewest }))]
      : []),
    ...(picked ? [clear] : []),
  ];
}

function scope(view: RfmView, group: RfmGroup): string {
  if (group.kind !== "segment") return nameOfGroup(group, view);
  const parts = view.parts.filter(({ segment }) => segment === group.segment);
  if (parts.length === 1 && parts[0]) return nameOfGroup(parts[0], view);
  const cells = new Set(parts.map(({ r_score, f_score }) => `${r_score}-${f_score}`));
  return message("rfm.segment_scope", { count: cells.size });
}

// What the scores of a cell mean: "R 5: 0–16 days since the last order".
function bounds(view: RfmView, group: RfmGroup): HTMLElement {
  const line = (measure: ScoredMeasure, from: number, to: number) => {
    const low = view.scores[measure].find((score) => scoreOf(score) === from);
    const high = view.scores[measure].find((score) => scoreOf(score) === to);
    if (!low || !high) return undefined;
    const range = formatBounds({ ...low, at_most: high.at_most });
    return element(
      "li",
      {},
      `${formatScore(measure, from, to)}  `,
      message(`rfm.bounds_${measure === "monetary" ? view.amount : measure}`, { range }),
    );
  };
  const mean = element(
    "li",
    {},
    `${formatScore("mean", group.f_score)}  `,
    message("rfm.bounds_mean", { sum: sumsOf(group.f_score) }),
  );
  return element(
    "ul",
    { class: "bounds" },
    line("recency", group.r_score, group.r_score),
    view.readsMean ? mean : line("frequency", group.f_score, group.f_score),
    view.readsM && line("monetary", group.m_from, group.m_to),
  );
}

function formatShareOf(part: number | null, whole: number | null, of: "customers" | "revenue"): string {
  return message(`rfm.share_of_${of}`, { share: formatShare(shareOf(part, whole)) });
}

function times(value: number | null, average: number | null): string {
  return message("rfm.times_average", { times: formatMean(shareOf(value, average)) });
}

function figure(name: string, value: string, detail: string | undefined): HTMLElement {
  return element(
    "div",
    {},
    element("dt", {}, name),
    element("dd", {}, element("b", {}, value), detail && element("span", {}, detail)),
  );
}
