import { label, message } from "../messages/index.js";
import { formatCount, formatShare } from "./format.js";
import { colourOf } from "./palette.js";
import type { WhatIf } from "./what_if.js";
import type { AxisWords } from "./what_if_cards.js";
import type { LimitAxis } from "./what_if_lifecycle.js";

/** Shares are short: 0.5%, 20%. */
const percent = (share: number) =>
  formatShare(share, Number.isInteger(Math.round(share * 1e4) / 100) ? 0 : 1);

/** How the axis of the pyramid reads. */
export function shareWords({ tiers }: WhatIf): AxisWords {
  const level = (cut: number) => tiers[cut + 2] ?? "";
  const best = (share: number) => message("what_if.best_share", { share: percent(share) });
  return {
    subtitle: message("what_if.share_subtitle"),
    nameOf: (cut) => label("pyramid_level", level(cut)),
    textOf: best,
    tickOf: percent,
    rangeOf: (from, below) => {
      if (below === undefined) return best(from ?? 0);
      return from === undefined ? `${percent(below)}–100%` : `${percent(below)}–${percent(from)}`;
    },
    colourOf: (cut) => colourOf("pyramid_level", level(cut)),
    tierOf: level,
  };
}

/** The stage that each cut begins or ends. */
const CUTS: Readonly<Record<LimitAxis, readonly string[]>> = {
  last_sale: ["reactivated", "dormant", "churned"],
  first_sale: ["new"],
  gap: ["reactivated"],
  growth: ["growing"],
};

/** The stages between the cuts, lowest values first; elsewhere the other limits decide. */
const BETWEEN: Readonly<Record<LimitAxis, readonly (string | undefined)[]>> = {
  last_sale: ["reactivated", undefined, "dormant", "churned"],
  first_sale: ["new", undefined],
  gap: [undefined, "reactivated"],
  growth: [undefined, "growing"],
};

/** How the axes of the lifecycle read. */
export function limitWords(axis: LimitAxis): AxisWords {
  const isUpTo = (cut: number) => axis === "first_sale" || (axis === "last_sale" && cut === 0);
  const days = (from: number | undefined, to: number | undefined) => {
    if (to === undefined) return message("what_if.over", { value: formatCount(from) });
    return `${formatCount(from === undefined ? 0 : from + 1)}–${formatCount(to)}`;
  };
  const rates = (from: number | undefined, below: number | undefined) => {
    if (from === undefined) return message("what_if.not_grown");
    return below === undefined ? `≥ ${percent(from)}` : `${percent(from)}–${percent(below)}`;
  };
  return {
    subtitle: message(`what_if.${axis}_subtitle`),
    nameOf: (cut) => label("lifecycle_stage", CUTS[axis][cut] ?? ""),
    textOf: (value, cut) => {
      if (axis === "growth") return message("what_if.grown_by", { share: percent(value) });
      if (axis === "gap") return message("what_if.after_gap", { count: value });
      return message(isUpTo(cut) ? "what_if.within_days" : "what_if.after_days", { count: value });
    },
    tickOf: axis === "growth" ? percent : formatCount,
    rangeOf: axis === "growth" ? rates : days,
    colourOf: (group) => colourOf("lifecycle_stage", BETWEEN[axis][group + 1] ?? ""),
    markOf: (cut) => colourOf("lifecycle_stage", CUTS[axis][cut] ?? ""),
    tierOf: (cut) => CUTS[axis][cut] ?? "",
  };
}
