import type { Mask } from "./masks.ts";

/** How a column writes numbers. */
export interface NumberFormat {
  decimal: "point" | "comma";
  /** Characters and words to take out: blanks, currency signs. */
  strip: string[];
  /** Whether the other sign parts thousands, and whether in the Indian way, 12,34,567. */
  hasThousands: boolean;
  hasLakhs: boolean;
  hasPercent: boolean;
  /** `(12.50)` for a negative number, as accountants write it. */
  hasParentheses: boolean;
  /** `12.50-` for a negative number. */
  hasTrailingMinus: boolean;
  /** Values that are no number, and one of them. */
  unreadable: number;
  unreadableExample: string | undefined;
  /** What settled the decimal sign, and whether it was a value or the user. */
  why: string;
  isTold: boolean;
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
    .replace(/^[-+]|[-+]$/g, "")
    .replace(BLANKS, take)
    .replace(/[eE][-+]?9+$/u, "");
  return /^(?:[09][09.,]*|[.,]9+)$/.test(core) ? { core, removed } : undefined;
}

/** Whether a shape is a number in any of the ways that are read. */
export function isNumberMask(mask: string): boolean {
  return coreOf(mask) !== undefined;
}

/** What else may settle the decimal sign. */
export interface NumberHints {
  /** What the user says; it holds unless every value that tells speaks against it. */
  given?: "comma" | "point" | undefined;
  /** What the columns before were found to use. */
  before?: "comma" | "point" | undefined;
  /** The file's: semicolons go with decimal commas. */
  delimiter?: string | undefined;
}

/**
 * How the shapes of a column write numbers. Ambiguous when every sign is followed by three digits and neither
 * another value nor a hint tells what it is.
 */
export function decideNumbers(
  masks: Mask[],
  { given, before, delimiter }: NumberHints = {},
): NumberFormat | AmbiguousNumbers {
  const format: NumberFormat = {
    decimal: "point",
    strip: [],
    hasThousands: false,
    hasLakhs: false,
    hasPercent: false,
    hasParentheses: false,
    hasTrailingMinus: false,
    unreadable: 0,
    unreadableExample: undefined,
    why: "",
    isTold: false,
  };
  const evidence: Evidence = { comma: 0, point: 0, commaWhy: "", pointWhy: "" };
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
  const isAgainst =
    given === "comma"
      ? evidence.point > 0 && evidence.comma === 0
      : evidence.comma > 0 && evidence.point === 0;
  const decided =
    given && !isAgainst
      ? { decimal: given, why: "as you said", isTold: true }
      : decideSign(evidence, threes, ungrouped, { before, delimiter });
  if (!decided) return { ambiguous: "decimal", example };
  Object.assign(format, decided);
  const thousands = format.decimal === "comma" ? "." : ",";
  format.hasThousands = masks.some(({ mask }) => coreOf(mask.trim())?.core.includes(thousands));
  format.hasLakhs = masks.some(({ mask }) =>
    /^9{1,2}(?:,99)+,999(?:\.9+)?$/.test(coreOf(mask.trim())?.core ?? ""),
  );
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
  { before, delimiter }: NumberHints,
): Pick<NumberFormat, "decimal" | "why" | "isTold"> | undefined {
  const isTold = true;
  if (evidence.comma > evidence.point) return { decimal: "comma", why: evidence.commaWhy, isTold };
  if (evidence.point > 0) return { decimal: "point", why: evidence.pointWhy, isTold };
  if (threes[","] === 0 && threes["."] === 0)
    return { decimal: "point", why: "whole numbers", isTold: false };
  const isComma = threes[","] > 0;
  if (isComma !== threes["."] > 0 && ungrouped > 0) {
    const why = `thousands are not parted, so its ${isComma ? "comma" : "point"} is decimal`;
    return { decimal: isComma ? "comma" : "point", why, isTold };
  }
  if (before) return { decimal: before, why: "as in the columns before", isTold: false };
  if (isComma && threes["."] === 0 && delimiter !== ";")
    return { decimal: "point", why: "its commas part thousands", isTold: false };
  return undefined;
}
