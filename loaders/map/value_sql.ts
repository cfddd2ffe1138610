import type { DateFormat, SettledShape } from "./decide_dates.ts";
import type { NumberFormat } from "./number_formats.ts";
import { quoteText } from "./sql_text.ts";

/** A column's value as text that staging reads, and as a typed value for adding up; both keep to SQL names. */
export interface ValueSql {
  /** What staging reads; a value that cannot be read stays as it was. */
  text: string;
  /** A decimal or a timestamp; null when it cannot be read. */
  value: string;
  /** The column as the file has it, as text. */
  raw: string;
}

/** How a day is written for staging. */
export function dayText(hasTime: boolean): string {
  return hasTime ? "'%Y-%m-%d %H:%M:%S'" : "'%Y-%m-%d'";
}

/**
 * A column of days as SQL. `staged` names what staging reads by itself: orders' own day may be a number such as
 * 20240131 or Excel's, other days must be ISO.
 */
export function dateSql(column: string, format: DateFormat, staged: "iso" | "numbers"): ValueSql {
  const value = timestampSql(column, format.shapes);
  const passes = format.shapes.every(
    (shape) =>
      shape.kind === "iso" ||
      (staged === "numbers" &&
        (shape.kind === "serial" || (shape.kind === "strptime" && shape.format === "%Y%m%d"))),
  );
  if (passes) return { text: column, value, raw: column };
  if (format.shapes.every((shape) => shape.kind === "iso" || shape.kind === "offset"))
    return { text: withoutOffset(column), value, raw: column };
  const iso = format.shapes.every((shape) => shape.kind !== "iso") || format.hasTime;
  const written = iso
    ? value
    : timestampSql(
        column,
        format.shapes.filter((shape) => shape.kind !== "iso"),
      );
  const text = `coalesce(strftime(${written}, ${dayText(format.hasTime)}), ${column})`;
  return { text, value, raw: column };
}

function withoutOffset(column: string): string {
  return `regexp_replace(${column}, '(:[0-9]{2}([.][0-9]+)?) ?(UTC|[+-][0-9]{2}:?([0-9]{2})?)\\s*$', '\\1')`;
}

function timestampSql(column: string, shapes: SettledShape[]): string {
  const formats = shapes.flatMap((shape) => (shape.kind === "strptime" ? [shape.format] : []));
  const shortFirst = formats.sort((one, other) => Number(other.includes("%y")) - Number(one.includes("%y")));
  const parts: string[] = [];
  if (shapes.some(({ kind }) => kind === "iso")) parts.push(`try_cast(${column} as timestamp)`);
  if (shapes.some(({ kind }) => kind === "offset"))
    parts.push(`try_cast(${withoutOffset(column)} as timestamp)`);
  if (shortFirst.length === 1) parts.push(`try_strptime(${column}, ${quoteText(shortFirst[0] ?? "")})`);
  if (shortFirst.length > 1) parts.push(`try_strptime(${column}, [${shortFirst.map(quoteText).join(", ")}])`);
  for (const shape of shapes) {
    if (shape.kind === "serial") parts.push(serialSql(column));
    if (shape.kind === "epoch")
      parts.push(`epoch_ms(try_cast(${column} as bigint)${shape.unit === "seconds" ? " * 1000" : ""})`);
  }
  if (parts.length < 2) return parts[0] ?? `try_cast(${column} as timestamp)`;
  return `coalesce(${parts.join(", ")})`;
}

/** Excel's days: only five-digit numbers, 1954 to 2119, so that no other number passes for a day. */
function serialSql(column: string): string {
  const days = `timestamp '1899-12-30' + to_seconds(round(${column}::double * 86400)::bigint)`;
  return `case when regexp_matches(${column}, '^\\s*[2-7][0-9]{4}([.][0-9]+)?\\s*$') then ${days} end`;
}

/** A column of numbers as SQL. */
export function numberSql(
  column: string,
  format: NumberFormat,
  type: "decimal(18, 6)" | "double" = "decimal(18, 6)",
): ValueSql {
  const clean = cleanSql(column, format);
  const value = format.hasPercent
    ? `(try_cast(replace(${clean}, '%', '') as ${type}) / 100)`
    : `try_cast(${clean} as ${type})`;
  const text = clean === column && !format.hasPercent ? column : `coalesce(${value}::varchar, ${column})`;
  return { text, value, raw: column };
}

/** Thousands signs go only before three digits: `12,5` in a column of points stays, and cannot be read. */
function cleanSql(column: string, format: NumberFormat): string {
  let sql = column;
  const { strip } = format;
  if (strip.length === 1) sql = `replace(${sql}, ${quoteText(strip[0] ?? "")}, '')`;
  if (strip.length > 1) sql = `regexp_replace(${sql}, ${quoteText(anyOf(strip))}, '', 'g')`;
  const group = `[${format.decimal === "comma" ? "." : ","}]([0-9]{${format.hasLakhs ? "2,3" : "3"}})`;
  if (format.hasThousands) sql = `regexp_replace(${sql}, '${group}\\b', '\\1', 'g')`;
  if (format.decimal === "comma") sql = `replace(${sql}, ',', '.')`;
  if (format.hasParentheses) sql = `regexp_replace(${sql}, '^\\s*\\((.*)\\)\\s*$', '-\\1')`;
  if (format.hasTrailingMinus) sql = `regexp_replace(${sql}, '^(.*)-\\s*$', '-\\1')`;
  return sql;
}

/** A pattern for any of some signs and words: a class when all are single characters. */
function anyOf(parts: string[]): string {
  const isClass = parts.every((part) => [...part].length === 1);
  return isClass ? `[${parts.join("").replace(/[\]\\^-]/g, "\\$&")}]` : parts.map(escapeRegex).join("|");
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A column without tabs around its values and without the `="…"` that keeps Excel from reading a number. */
export function unwrapSql(column: string): string {
  return `regexp_replace(trim(${column}, e' \\t'), '^="(.*)"$', '\\1')`;
}

/** A yes-or-no column as SQL: words that a cast does not know become true and false. */
export function flagSql(column: string, words: string[]): string {
  const known = words.filter((word) => FLAGS.has(word.trim().toLowerCase()));
  if (known.length === 0) return column;
  const cases = known.map((word) => `when ${quoteText(word)} then '${FLAGS.get(word.trim().toLowerCase())}'`);
  return `case ${column} ${cases.join(" ")} else ${column} end`;
}

const FLAGS = new Map([
  ...["是", "有", "会员", "已同意", "同意", "on", "ja", "oui", "x", "✓"].map((word): [string, boolean] => [
    word,
    true,
  ]),
  ...["否", "无", "非会员", "未同意", "不同意", "off", "nein", "non"].map((word): [string, boolean] => [
    word,
    false,
  ]),
]);
