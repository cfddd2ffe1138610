import type { Mask } from "./masks.ts";

/** How a column writes numbers. */
export interface NumberFormat {
  decimal: "point" | "comma";
  /** Characters and words to take out: thousands separators, blanks, currency signs. */
  strip: string[];
  hasPercent: boolean;
  /** `(12.50)` for a negative number, as accountants write it. */
  hasParentheses: boolean;
  /** `12.50-` for a negative number. */
  hasTrailingMinus: boolean;
  /** Values that are no number, and one of them. */
  unreadable: number;
  unreadableExample: string | undefined;
  /** What settled the decimal sign. */
  why: string;
}

/** Neither the values nor the user say what `1.234` is. */
export interface AmbiguousNumbers {
  ambiguous: "decimal";
  example: string;
}

const CURRENCY =
  /[¥￥$€£₩₹฿₫₽元圆圓]|R\$|US\$|HK\$|\b(?:CNY|RMB|USD|EUR|GBP|HKD|JPY|TWD|NT|kr|Rs|CHF|SEK|DKK|NOK|PLN|zł|BRL|INR|AUD|CAD)\b\.?/giu;
const BLANKS = /[\s\u00a0\u202f'’_]/gu;

interface Evidence {
  comma: number;
  point: number;
  example: string;
  commaWhy: string;
  pointWhy: string;
}

/** What is left of a number's shape when signs, blanks and currencies are gone; undefined when it is no number. */
function coreOf(mask: string): { core: string; removed: string[] } | undefined {
  const removed: string[] = [];
  const take = (found: string) => {
    removed.push(found);
    return "";
  };
  const core = mask
    .normalize("NFC")
    .replace(/^\((.*)\)$/u, "$1")
    .replace(CURRENCY, take)
    .replace(/%$/u, "")
    .trim()
    .replace(/^[-+−]|[-+−]$/gu, "")
    .replace(BLANKS, take)
    .replace(/[eE][-+]?9+$/u, "");
  return /^(?:[09][09.,]*|[.,]9+)$/.test(core) ? { core, removed } : undefined;
}

/** Whether a shape is a number in any of the ways that are read. */
export function isNumberMask(mask: string): boolean {
  return coreOf(mask) !== undefined;
}

/**
 * How the shapes of a column write numbers. `given` settles the decimal sign; `delimiter` is the file's, as
 * semicolons go with decimal commas. Ambiguous when every sign is followed by three digits and nothing else tells.
 */
export function decideNumbers(
  masks: Mask[],
  { given, delimiter }: { given?: "comma" | "point" | undefined; delimiter?: string | undefined } = {},
): NumberFormat | AmbiguousNumbers {
  const format: NumberFormat = {
    decimal: given ?? "point",
    strip: [],
    hasPercent: false,
    hasParentheses: false,
    hasTrailingMinus: false,
    unreadable: 0,
    unreadableExample: undefined,
    why: given ? "as you said" : "",
  };
  const evidence: Evidence = { comma: 0, point: 0, example: "", commaWhy: "", pointWhy: "" };
  const threes = { ",": 0, ".": 0 };
  let ungrouped = 0;
  let example = "";
  const strip = new Set<string>();
  for (const { mask, count, example: value } of masks) {
    const found = coreOf(mask.trim());
    if (!found) {
      format.unreadable += count;
      format.unreadableExample ??= value;
      continue;
    }
    for (const one of found.removed) strip.add(one);
    format.hasPercent ||= mask.trim().endsWith("%");
    format.hasParentheses ||= /^\(.*\)$/.test(mask.trim());
    format.hasTrailingMinus ||= /-$/.test(mask.trim().replace(CURRENCY, "").trim());
    const three = weigh(found.core, count, value, evidence);
    if (three) {
      threes[three] += count;
      example ||= value;
    } else if (/^9{4,}$/.test(found.core)) ungrouped += count;
  }
  if (!given) {
    const decided = decideSign(evidence, threes, ungrouped, delimiter);
    if (!decided) return { ambiguous: "decimal", example };
    Object.assign(format, decided);
  }
  const thousands = format.decimal === "comma" ? "." : ",";
  if (masks.some(({ mask }) => coreOf(mask.trim())?.core.includes(thousands))) strip.add(thousands);
  format.strip = [...strip].sort();
  return format;
}

/** Adds what one shape proves; returns the sign when a lone sign with three digits behind it proves nothing. */
function weigh(core: string, count: number, value: string, evidence: Evidence): "," | "." | undefined {
  const commas = core.split(",").length - 1;
  const points = core.split(".").length - 1;
  const say = (sign: "comma" | "point", why: string) => {
    evidence[sign] += count;
    if (sign === "comma") evidence.commaWhy ||= why;
    else evidence.pointWhy ||= why;
  };
  if (commas && points)
    say(core.lastIndexOf(",") > core.lastIndexOf(".") ? "comma" : "point", `${value} has both signs`);
  else if (commas > 1) say("point", `${value} has thousands`);
  else if (points > 1) say("comma", `${value} has thousands`);
  else if (commas + points === 1) {
    const sign = commas ? "," : ".";
    const [before = "", after = ""] = core.split(sign);
    const isThousands = after.length === 3 && before.length >= 1 && before.length <= 3 && before !== "0";
    if (isThousands) return sign;
    say(commas ? "comma" : "point", `${value} has decimals`);
  }
  return undefined;
}

function decideSign(
  evidence: Evidence,
  threes: { ",": number; ".": number },
  ungrouped: number,
  delimiter: string | undefined,
): { decimal: "comma" | "point"; why: string } | undefined {
  if (evidence.comma > evidence.point) return { decimal: "comma", why: evidence.commaWhy };
  if (evidence.point > 0) return { decimal: "point", why: evidence.pointWhy };
  if (threes[","] > 0 && threes["."] > 0) return undefined;
  if (threes[","] > 0) {
    if (ungrouped > 0) return { decimal: "comma", why: "thousands are not parted, so its comma is decimal" };
    return delimiter === ";" ? undefined : { decimal: "point", why: "its commas part thousands" };
  }
  if (threes["."] > 0) {
    return ungrouped > 0
      ? { decimal: "point", why: "thousands are not parted, so its point is decimal" }
      : undefined;
  }
  return { decimal: "point", why: "whole numbers" };
}

/** Whether staging reads these values as they are. */
export function isStagedNumber(format: NumberFormat): boolean {
  const { decimal, strip, hasPercent, hasParentheses, hasTrailingMinus } = format;
  const plain = [",", "$", "¥", "￥", "€", "£", " "];
  return (
    decimal === "point" &&
    !hasPercent &&
    !hasParentheses &&
    !hasTrailingMinus &&
    strip.every((one) => plain.includes(one))
  );
}
