import { textOf } from "../messages.ts";
import type { Shown } from "./hide_small.ts";
import type { TierModel } from "./state.ts";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });

/** Of a figure that is not shown. */
export const HIDDEN = "hidden";

export function count(value: Shown): string {
  return value === null ? HIDDEN : whole.format(value);
}

/** An amount, without cents where they do not matter. */
export function money(value: Shown, currency: string): string {
  if (value === null) return HIDDEN;
  const digits = Math.abs(value) < 1000 && !Number.isInteger(value) ? 2 : 0;
  return inCurrency(currency, digits).format(value).replace("-", "−");
}

/** What a figure gains or loses: +12, −3, 0. */
export function change(before: Shown, after: Shown, write: (value: number) => string): string {
  if (before === null || after === null) return HIDDEN;
  const difference = after - before;
  const written = write(Math.abs(difference));
  if (/^\D*0*\D*$/.test(written)) return "0";
  return `${difference < 0 ? "−" : "+"}${written}`;
}

export function share(part: Shown, rest: Shown): string {
  if (part === null || rest === null) return HIDDEN;
  return new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(
    part / (part + rest),
  );
}

/** "Potential loyalists" for `potential_loyalist`. */
export function tierName(model: TierModel, tier: string): string {
  if (tier === "left") return "Left";
  return textOf("en", model, tier) ?? tier;
}

/** "Score tier" */
export function modelName(model: TierModel): string {
  return textOf("en", "model", model) ?? model;
}

/** What a limit is of: "Recency, score 5", "Top", "dormant after days". */
export function limitName(model: TierModel, measure: string, part: string): string {
  if (measure === "months" || measure === "rule") {
    const [tier = "", rule = ""] = part.split(" ");
    return `${tierName(model, tier)}: ${(textOf("en", "threshold_column", rule) ?? rule).toLowerCase()}`;
  }
  if (measure === "limit") return part.replaceAll("_", " ");
  if (measure === "total") return `Total score, ${tierName(model, part)}`;
  if (measure === "revenue") return `Revenue, ${tierName(model, part)}`;
  return `${textOf("en", "measure", measure) ?? measure}, score ${part}`;
}

/** Where it begins: "at most 30 days", "from 4 orders", "from $1,200.00". */
export function limit(measure: string, value: number | null, currency: string): string {
  if (value === null) return "–";
  if (measure === "rule") return value > 0 ? "yes" : "no";
  if (measure === "recency") return `at most ${counted(Math.floor(value), "day")}`;
  if (measure === "frequency") return `from ${counted(Math.ceil(value), "order")}`;
  if (measure === "monetary" || measure === "revenue") {
    // A quantile's cut point is the ten-thousandth above the last amount of the score below.
    const parts = Math.round(value * 10_000) % 100;
    if (parts === 1) return `above ${inCurrency(currency, 2).format(value - 0.0001)}`;
    return `from ${inCurrency(currency, parts === 0 ? 2 : 4).format(value)}`;
  }
  return measure === "total" ? `from ${number.format(value)}` : number.format(value);
}

/** "1 customer", "1,204 customers" */
export function counted(value: Shown, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

function inCurrency(currency: string, digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
