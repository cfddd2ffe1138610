import { UserError } from "../errors.ts";
import type { Ask } from "./ask.ts";
import type { DateOrder, DateShape } from "./date_formats.ts";
import { type DateFormat, decideOrder, readOrderEvidence, settleShapes, shapesOf } from "./decide_dates.ts";
import { type Mask, readMasks } from "./masks.ts";
import { decideNumbers, type NumberFormat } from "./number_formats.ts";
import type { ColumnProfile } from "./profile.ts";
import type { Guess } from "./propose.ts";
import type { Query } from "./query.ts";
import { rowsNow, type Source } from "./source.ts";
import { dateSql, flagSql, numberSql, unwrapSql, type ValueSql } from "./value_sql.ts";

/** A column of the mapping with its way of writing settled over all rows. */
export interface Field {
  /** The contract's column, or a helper of order lines. */
  column: string;
  /** The user's header, or several that it is made of. */
  from: string;
  uses: string[];
  sql: ValueSql;
  score: number;
  why: string[];
  samples: string[];
  /** Rows without a value, and values that cannot be read as what the column should hold. */
  blank: number;
  unreadable: number;
  unreadableExample: string | undefined;
  dates?: DateFormat;
  numbers?: NumberFormat;
}

/** What the user settled about values. */
export interface ValueOptions {
  dateOrder?: DateOrder | undefined;
  decimal?: "comma" | "point" | undefined;
}

/** What settling a column needs. */
export interface SettleContext {
  query: Query;
  source: Source;
  profiles: Map<string, ColumnProfile>;
  options: ValueOptions;
  ask: Ask;
  /** What the columns before were found to use, for those that leave it open. */
  before: ValueOptions;
}

/**
 * Settles how a guessed column writes its values by going through all of them.
 * Throws, naming the option, when the values leave it open and nobody can be asked.
 */
export async function settleField(guess: Guess, context: SettleContext): Promise<Field> {
  const { column, source, profile } = guess;
  const own = profile.isWrapped ? unwrapSql(source.sql) : source.sql;
  const sql = source.type === "text" ? own : `${own}::varchar`;
  const field: Field = {
    column: column.column,
    from: source.name,
    uses: [source.name],
    sql: { text: own, value: own, raw: sql },
    score: guess.score,
    why: [guess.why],
    samples: profile.samples,
    blank: 0,
    unreadable: 0,
    unreadableExample: undefined,
  };
  if (column.kind === "id" || column.kind === "text") return field;
  if (column.kind === "flag" && source.type !== "boolean") return settleFlag(field, sql, context);
  const isDay = column.kind === "date" || column.kind === "month";
  if (isDay && (source.type === "date" || source.type === "timestamp")) return typedDay(field, source.type);
  if (column.kind === "number" && source.type === "number") {
    field.sql = { text: source.sql, value: `${source.sql}::decimal(18, 6)`, raw: sql };
    return field;
  }
  const masks = await readMasks(context.query, rowsNow(context.source), sql);
  field.blank = context.source.rows - masks.reduce((sum, { count }) => sum + count, 0);
  if (isDay) return settleDay(field, sql, masks, context, column.kind === "month");
  return settleNumber(field, sql, masks, context);
}

function typedDay(field: Field, type: "date" | "timestamp"): Field {
  const { text } = field.sql;
  const dates: DateFormat = {
    shapes: [{ kind: "iso", hasTime: type === "timestamp" }],
    hasTime: type === "timestamp",
    unreadable: 0,
    unreadableExample: undefined,
    why: "",
  };
  return {
    ...field,
    dates,
    sql: { ...field.sql, value: `${text}::timestamp` },
    why: [...field.why, `of type ${type}`],
  };
}

async function settleDay(
  field: Field,
  sql: string,
  masks: Mask[],
  context: SettleContext,
  isMonth: boolean,
): Promise<Field> {
  const found = shapesOf(masks, isMonth ? "month" : "date");
  const why = [...field.why];
  let order: DateOrder = "mdy";
  const open = found.shapes.find((shape) => shape.kind === "open");
  if (open) {
    const decided = await findOrder(field, sql, open, found.example, context);
    order = decided.order;
    context.before.dateOrder ??= order;
    why.push(`${decided.order === "dmy" ? "day" : "month"} first: ${decided.why}`);
  }
  const shapes = settleShapes(found.shapes, order);
  const dates: DateFormat = {
    shapes,
    hasTime: shapes.some(({ hasTime }) => hasTime),
    unreadable: found.unreadable,
    unreadableExample: found.unreadableExample,
    why: why.at(-1) ?? "",
  };
  const description = shapes.map(describeShape);
  if (!open && description.length) why.push([...new Set(description)].join(" and "));
  const isOrdersOwn = field.column === "ordered_at";
  return {
    ...field,
    why,
    dates,
    sql: dateSql(sql, dates, isOrdersOwn ? "numbers" : "iso"),
    unreadable: found.unreadable,
    unreadableExample: found.unreadableExample,
  };
}

type OpenShape = Extract<DateShape, { kind: "open" }>;

async function findOrder(
  field: Field,
  sql: string,
  open: OpenShape,
  example: string,
  { query, source, profiles, options, ask, before }: SettleContext,
): Promise<{ order: DateOrder; why: string }> {
  const rows = rowsNow(source);
  const evidence = await readOrderEvidence(query, rows, sql, open);
  const given = options.dateOrder;
  const decided = decideOrder(evidence, { given, before: before.dateOrder, sign: open.sign });
  if (decided) return decided;
  for (const other of source.columns) {
    if (other.name === field.from || (profiles.get(other.name)?.dateShare ?? 0) < 0.9) continue;
    const masks = await readMasks(query, rows, other.sql);
    const shape = shapesOf(masks).shapes.find((one): one is OpenShape => one.kind === "open");
    if (!shape || shape.sign !== open.sign) continue;
    const theirs = await readOrderEvidence(query, rows, other.sql, shape);
    const settled = decideOrder({ ...theirs, sorted: undefined }, { sign: "" });
    if (settled) return { order: settled.order, why: `as in ${other.name}, where ${settled.why}` };
  }
  const answer = await ask(`Is the day or the month first in ${field.from}, as in ${example}?`, [
    { key: "dmy", label: "the day (D/M/Y)" },
    { key: "mdy", label: "the month (M/D/Y)" },
  ]);
  if (answer === "dmy" || answer === "mdy") return { order: answer, why: "as you said" };
  const both = evidence.dayFirst > 0 && evidence.monthFirst > 0;
  const what = both
    ? `${field.from} mixes two orders: ${evidence.dayFirstExample} has the day first and ${evidence.monthFirstExample} the month.`
    : `Whether ${field.from} has the day or the month first cannot be told: no number in it is above 12 (${example}).`;
  throw new UserError(what, {
    place: { file: source.files[0]?.path ?? source.title },
    fix: "say --date-order dmy (the day first) or --date-order mdy (the month first)",
  });
}

function describeShape(shape: DateFormat["shapes"][number]): string {
  if (shape.kind === "serial") return "Excel's count of days";
  if (shape.kind === "epoch") return `${shape.unit} since 1970, in UTC`;
  if (shape.kind === "offset") return "the clock where the order was made";
  if (shape.kind === "iso") return "year first";
  return shape.format === "%Y%m%d" ? "YYYYMMDD" : `read as ${shape.format}`;
}

async function settleNumber(
  field: Field,
  sql: string,
  masks: Mask[],
  { source, options, ask, before }: SettleContext,
): Promise<Field> {
  const delimiter = source.reader.kind === "csv" ? source.reader.dialect.delimiter : undefined;
  let decided = decideNumbers(masks, { given: options.decimal, before: before.decimal, delimiter });
  if ("ambiguous" in decided) {
    const { example } = decided;
    const answer = await ask(`What is ${example} in ${field.from}?`, [
      { key: example.includes(",") ? "comma" : "point", label: `a number with decimals` },
      { key: example.includes(",") ? "point" : "comma", label: `a number of thousands` },
    ]);
    if (answer === "comma" || answer === "point")
      decided = decideNumbers(masks, { given: answer, delimiter });
    if ("ambiguous" in decided) {
      throw new UserError(
        `Whether ${example} in ${field.from} has decimals or thousands cannot be told from its values.`,
        {
          place: { file: source.files[0]?.path ?? source.title },
          fix: "say --decimal point (1,234.56) or --decimal comma (1.234,56)",
        },
      );
    }
  }
  if (decided.isTold) before.decimal ??= decided.decimal;
  const isPlain =
    decided.strip.length === 0 && !decided.hasThousands && decided.decimal === "point" && !decided.hasPercent;
  return {
    ...field,
    why:
      isPlain && decided.why === "whole numbers"
        ? field.why
        : [...field.why, signsOf(decided)].filter(Boolean),
    numbers: decided,
    sql: numberSql(sql, decided),
    unreadable: decided.unreadable,
    unreadableExample: decided.unreadableExample,
  };
}

function signsOf(format: NumberFormat): string {
  const parts = [];
  if (format.decimal === "comma") parts.push(`decimal comma: ${format.why}`);
  const signs = format.strip.filter((one) => one.trim() !== "");
  if (format.hasThousands)
    parts.push(format.decimal === "comma" ? "points part thousands" : "commas part thousands");
  if (signs.length) parts.push(`without ${signs.join(" ")}`);
  if (format.hasPercent) parts.push("per cent");
  if (format.hasParentheses) parts.push("(…) is negative");
  return parts.join("; ");
}

async function settleFlag(field: Field, sql: string, { query, source }: SettleContext): Promise<Field> {
  const rows = await query.rows(
    `select distinct ${sql} as word from ${rowsNow(source)} where trim(${sql}) <> '' order by word limit 20`,
  );
  const text = flagSql(
    sql,
    rows.map((row) => String(row.word)),
  );
  return { ...field, sql: { text, value: text, raw: sql } };
}
