import { CONTRACT } from "./column_names.ts";
import { matchName } from "./match_names.ts";
import { LINE_COLUMNS } from "./order_columns.ts";

/** How a text file is cut into rows and columns. */
export interface Dialect {
  /** `spaces` stands for runs of blanks, as in tables made for printing. */
  delimiter: string | "spaces";
  /** The quote character, or nothing when quotes are plain text. */
  quote: '"' | "'" | "";
  hasHeader: boolean;
  /** Lines above the header, for example a title. */
  skip: number;
  /** The header's names, or none. */
  names: string[];
  /** How many columns most rows have. */
  width: number;
}

/** What the user settled. */
export interface DialectOptions {
  delimiter?: string | undefined;
  quote?: Dialect["quote"] | undefined;
  header?: boolean | undefined;
  skip?: number | undefined;
}

const QUOTES: Dialect["quote"][] = ['"', "'", ""];
const DELIMITERS = [",", "\t", ";", "|", "^", "\x01", "~"];
const RECORDS = 500;

/** Cuts text into records; a quote opens only at a field's start, and doubling it writes it. */
export function parseRecords(text: string, delimiter: string, quote: string, limit = RECORDS): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length && records.length < limit) {
    let value = "";
    if (quote && text[at] === quote) {
      at++;
      for (;;) {
        const close = text.indexOf(quote, at);
        if (close < 0) return records;
        value += text.slice(at, close);
        at = close + 1;
        if (text[at] !== quote) break;
        value += quote;
        at++;
      }
    }
    const start = at;
    while (at < text.length && text[at] !== "\n" && text[at] !== "\r" && !text.startsWith(delimiter, at))
      at++;
    record.push(value + text.slice(start, at));
    if (at < text.length && text[at] !== "\n" && text[at] !== "\r") {
      at += delimiter.length;
      if (at < text.length) continue;
      record.push("");
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
  }
  return records;
}

/** Cuts lines at runs of blanks. */
export function parseSpaced(text: string, limit = RECORDS): string[][] {
  return text
    .split(/\r\n|\r|\n/)
    .slice(0, limit)
    .filter((line) => line.trim() !== "")
    .map((line) => line.trim().split(/[ \t]+/));
}

interface Attempt {
  dialect: Dialect;
  score: number;
}

/**
 * The dialect that cuts the head of a file into the most even records, best if their header holds known names.
 * Undefined when none makes more than one column.
 */
export function detectDialect(head: string, given: DialectOptions = {}): Dialect | undefined {
  const wanted = given.delimiter ? [given.delimiter] : [...DELIMITERS, "spaces"];
  const attempts: Attempt[] = [];
  for (const delimiter of wanted) {
    for (const quote of delimiter === "spaces"
      ? ([""] as const)
      : given.quote === undefined
        ? QUOTES
        : [given.quote]) {
      const attempt = tryDialect(head, delimiter, quote, given);
      if (attempt) attempts.push(attempt);
    }
  }
  return attempts.sort((one, other) => other.score - one.score)[0]?.dialect;
}

function tryDialect(
  head: string,
  delimiter: string,
  quote: Dialect["quote"],
  given: DialectOptions,
): Attempt | undefined {
  const lines = given.skip
    ? head
        .split(/(?<=\n)/)
        .slice(given.skip)
        .join("")
    : head;
  const records = delimiter === "spaces" ? parseSpaced(lines) : parseRecords(lines, delimiter, quote);
  const width = commonWidth(records);
  if (width < 2) return undefined;
  const first = records.findIndex((record) => record.length >= width - 1 && record.length > 1);
  const title = given.skip === undefined && first > 0 && first <= 20 ? first : 0;
  const top = records[title] ?? [];
  const body = records.slice(title + 1);
  const hasHeader = given.header ?? isHeader(top, body);
  const even =
    records.slice(title).filter((record) => record.length === width).length / (records.length - title);
  const known = hasHeader ? top.filter(isKnownName).length : 0;
  const bonus =
    (quote === '"' ? 0.02 : 0) + (delimiter === "spaces" ? -0.6 : 0) + records.length / RECORDS / 20;
  return {
    dialect: {
      delimiter,
      quote,
      hasHeader,
      skip: given.skip ?? linesBefore(head, title, delimiter, quote),
      names: hasHeader ? withoutTrailing(top) : [],
      width: Math.max(width, hasHeader ? top.length : 0),
    },
    score: even + (top.length === width ? 0.5 : 0) + known * 0.3 + Math.min(width, 20) * 0.01 + bonus,
  };
}

/** A header's names without the empty one that a trailing delimiter leaves. */
function withoutTrailing(names: string[]): string[] {
  return names.at(-1)?.trim() === "" ? names.slice(0, -1) : names;
}

/** The width that most records have. */
function commonWidth(records: string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0]?.[0] ?? 0;
}

function linesBefore(head: string, records: number, delimiter: string, quote: string): number {
  if (records === 0) return 0;
  const lines = head.split(/\r\n|\r|\n/);
  let seen = 0;
  for (let line = 0; line < lines.length; line++) {
    if (lines[line]?.trim() === "") continue;
    if (seen === records) return line;
    seen += parseRecords(`${lines[line]}\n`, delimiter === "spaces" ? "\n" : delimiter, quote).length || 1;
  }
  return records;
}

/** A header holds words, each but once; a first row of data holds numbers or days. */
function isHeader(top: string[], body: string[][]): boolean {
  const known = top.filter(isKnownName).length;
  const names = top.map((name) => name.trim()).filter(Boolean);
  if (names.some(isValue)) return known > 1;
  if (known > 0) return true;
  if (names.length < top.length / 2) return false;
  const typed = body.slice(0, 50).some((record) => record.some(isValue));
  return typed && new Set(names).size === names.length;
}

function isValue(text: string): boolean {
  return /^\s*[-+(]?[¥￥$€£]?\s?\d[\d.,:/\-T年月日 ]*[Z)%元]?\s*$/.test(text);
}

function isKnownName(name: string): boolean {
  return ALL_COLUMNS.some((column) => matchName(name, column).score > 0.6);
}

const ALL_COLUMNS = [...Object.values(CONTRACT).flat(), ...LINE_COLUMNS];
