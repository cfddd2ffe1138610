import { languageTag, locale, message } from "../messages/index.js";
import { about } from "./about.js";

type Measure = number | null | undefined;

const UTC = { timeZone: "UTC" } as const;
const whole = new Intl.NumberFormat(languageTag, { maximumFractionDigits: 0 });

/** A count in full: 12,345. */
export function formatCount(value: Measure): string {
  return shown(value, (number) => whole.format(number));
}

/** A number of customers: a suppressed one (null) is "hidden". */
export function formatCustomers(value: Measure): string {
  return value == null ? formatFew() : whole.format(value);
}

/** How a suppressed cell reads: "hidden", "隐去". It may hold few customers, or stand beside one that does. */
export function formatFew(): string {
  return message("shell.few");
}

/** A number shortened to three digits: 1.23M, 123万. */
export function formatShort(value: Measure): string {
  return shown(value, short);
}

/** An amount in the reporting currency, shortened: $1.23M, ¥123万. */
export function formatMoney(value: Measure): string {
  return shown(value, (number) => spaced(money(isShort(number) ? cents(number) : COMPACT).format(number)));
}

/** An amount in the reporting currency in full: $1,234.56. */
export function formatMoneyInFull(value: Measure): string {
  return shown(value, (number) => money({}).format(number));
}

/** A share of 0 to 1: 12.3%. Never "0%" for something, nor "100%" for less than all. */
export function formatShare(value: Measure, digits = 1): string {
  return shown(value, (share) => {
    const format = percent(digits);
    const least = 0.5 * 10 ** -(digits + 2);
    if (share > 0 && share < least) return `<${format.format(2 * least)}`;
    if (share < 1 && share > 1 - least) return `>${format.format(1 - 2 * least)}`;
    return format.format(share);
  });
}

/** A change, with its sign: +12.3%, −4.0%. */
export function formatChange(value: Measure, digits = 1): string {
  return shown(value, (change) => percent(digits, "exceptZero").format(change).replace("-", "−"));
}

/** A change of a share in percentage points: +1.2 pp, +1.2 个百分点. */
export function formatPoints(value: Measure): string {
  return shown(value, (change) => {
    const points = formatter({
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: "exceptZero",
    }).format(change * 100);
    return `${points.replace("-", "−")}${locale === "zh" ? " 个百分点" : " pp"}`;
  });
}

/** A number with at most `digits` decimals: 3.42. */
export function formatNumber(value: Measure, digits = 2): string {
  return shown(value, (number) =>
    new Intl.NumberFormat(languageTag, {
      maximumFractionDigits: digits,
    }).format(number),
  );
}

/** A day: Dec 31, 2025; 2025年12月31日. */
export function formatDay(value: Date | null | undefined): string {
  return value
    ? value.toLocaleDateString(languageTag, {
        ...UTC,
        year: "numeric",
        month: locale === "zh" ? "long" : "short",
        day: "numeric",
      })
    : message("shell.none");
}

/** A month: Dec 2025; 2025年12月. */
export function formatMonth(value: Date | null | undefined): string {
  return value
    ? value.toLocaleDateString(languageTag, {
        ...UTC,
        year: "numeric",
        month: locale === "zh" ? "long" : "short",
      })
    : message("shell.none");
}

/** A tick on an axis of months: Dec, and the year under each January; 12月. */
export function formatMonthTick(value: Date): string {
  const month = value.toLocaleDateString(languageTag, {
    ...UTC,
    month: "short",
  });
  if (value.getUTCMonth() > 0) return month;
  return `${month}\n${value.toLocaleDateString(languageTag, { ...UTC, year: "numeric" })}`;
}

/** Parts of a sentence as a list: "a, b and c", "a、b和c". */
export function formatList(parts: readonly string[]): string {
  return new Intl.ListFormat(languageTag).format(parts);
}

/** The form of a day that links, file names and CSV use: 2025-12-31. */
export function isoDay(value: Date): string {
  return value.toISOString().slice(0, 10);
}

function shown(value: Measure, format: (value: number) => string): string {
  return value == null || !Number.isFinite(value) ? message("shell.none") : format(value);
}

const COMPACT = { notation: "compact", maximumSignificantDigits: 3 } as const;
const PLAIN = {
  maximumSignificantDigits: 3,
  roundingPriority: "morePrecision",
  maximumFractionDigits: 0,
} as const;

// English counts on in thousands, Chinese in ten thousands.
function isShort(value: number): boolean {
  return Math.abs(value) < (locale === "zh" ? 9999.5 : 999.5);
}

function short(value: number): string {
  return spaced(formatter(isShort(value) ? PLAIN : COMPACT).format(value));
}

// "120 万" with a space, as Chinese reports set it; Intl leaves it out.
function spaced(text: string): string {
  return locale === "zh" ? text.replace(/(\d)(\p{Script=Han})/u, "$1 $2") : text;
}

function percent(digits: number, signDisplay: "negative" | "exceptZero" = "negative"): Intl.NumberFormat {
  return formatter({
    style: "percent",
    signDisplay,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

// Cents matter in small amounts only.
function cents(value: number): Intl.NumberFormatOptions {
  return Math.abs(value) < 100 && !Number.isInteger(value) ? {} : { maximumFractionDigits: 0 };
}

function money(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return formatter({
    style: "currency",
    currency: about().currency,
    currencyDisplay: "narrowSymbol",
    ...options,
  });
}

const made = new Map<string, Intl.NumberFormat>();

// To make one costs more than to use it a hundred times.
function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = made.get(key) ?? new Intl.NumberFormat(languageTag, options);
  made.set(key, known);
  return known;
}

/** Sentences one after the other, without the empty ones. */
export function sentences(...texts: readonly string[]): string {
  return texts.filter(Boolean).join(locale === "zh" ? "" : " ");
}
