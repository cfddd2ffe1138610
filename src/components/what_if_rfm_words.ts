import { label, message } from "../messages/index.js";
import { formatCount, formatMoney, formatShort } from "./format.js";
import { colourOf, heat } from "./palette.js";
import { formatScore } from "./rfm_words.js";
import type { WhatIf } from "./what_if.js";
import type { AxisWords } from "./what_if_cards.js";
import { MEASURES } from "./what_if_rfm.js";

/** How the axes of score tiers read, by name. */
export function rfmWords({ inForce, tiers }: WhatIf): Record<string, AxisWords> {
  const range = (from: string | undefined, to: string | undefined, isSame: boolean) => {
    if (from === undefined) return message("what_if.under", { value: to ?? "" });
    if (to === undefined) return message("what_if.over", { value: from });
    return isSame ? from : `${from}–${to}`;
  };
  const formats = { recency: formatCount, frequency: formatCount, monetary: formatMoney };
  const scored = MEASURES.map((measure): [string, AxisWords] => {
    const format = formats[measure];
    const cuts = inForce[measure]?.length ?? 0;
    return [
      measure,
      {
        subtitle: message(`what_if.${measure}_subtitle`),
        nameOf: (cut) => formatScore(measure, cut + 2),
        textOf: {
          recency: (value: number) => message("what_if.up_to_days", { count: value }),
          frequency: (value: number) => message("what_if.from_orders", { count: value }),
          monetary: (value: number) => `≥\u00a0${formatMoney(value)}`,
        }[measure],
        tickOf: measure === "monetary" ? (value) => formatMoney(value) : formatShort,
        rangeOf: {
          recency: (from: number | undefined, to: number | undefined) =>
            range(
              from === undefined ? "0" : to === undefined ? format(from) : format(from + 1),
              to === undefined ? undefined : format(to),
              false,
            ),
          frequency: (from: number | undefined, below: number | undefined) =>
            below === undefined || from === undefined
              ? range(
                  from === undefined ? undefined : format(from),
                  below === undefined ? undefined : format(below),
                  false,
                )
              : range(format(from), format(below - 1), below - from === 1),
          monetary: (from: number | undefined, below: number | undefined) =>
            range(
              from === undefined ? undefined : format(from),
              below === undefined ? undefined : format(below),
              false,
            ),
        }[measure],
        colourOf: (cut) => heat(0.22 + (0.7 * (cut + 1)) / Math.max(1, cuts)),
      },
    ];
  });
  const total: AxisWords = {
    subtitle: message("what_if.total_subtitle"),
    nameOf: (cut) => label("score_tier", tiers[cut + 1] ?? ""),
    textOf: (value) => message("what_if.points", { count: value }),
    tickOf: String,
    rangeOf: (from, below) => String(from ?? (below ?? 4) - 1),
    colourOf: (cut) => colourOf("score_tier", tiers[cut + 1] ?? ""),
  };
  return Object.fromEntries([...scored, ["total", total]]);
}
