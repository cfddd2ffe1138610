import type { Query } from "./query.ts";
import type { Field } from "./settle.ts";
import { rowsNow, type Source } from "./source.ts";
import { numberSql } from "./value_sql.ts";

/** What a discount says beside a price: a part off, the part that is paid, a part in per cent, or money off. */
export type DiscountKind = "share" | "paid share" | "per cent" | "money";

const FORMULAS: Record<DiscountKind, { sql: (discount: string) => string; note: string }> = {
  share: {
    sql: (discount) => ` * (1 - ${discount})`,
    note: "The discount is a share of the price: amount = quantity × price × (1 − discount).",
  },
  "paid share": {
    sql: (discount) => ` * ${discount}`,
    note: "The discount is the share that is paid, 1 being the full price: amount = quantity × price × discount.",
  },
  "per cent": {
    sql: (discount) => ` * (1 - ${discount} / 100)`,
    note: "The discount is in per cent: amount = quantity × price × (1 − discount / 100).",
  },
  money: {
    sql: (discount) => ` - ${discount}`,
    note: "The discount is money: amount = quantity × price − discount.",
  },
};

/**
 * The amount of a row from its quantity, price and discount, for files that hold no amount.
 * A row in which one of them cannot be read keeps their texts, as `2 × abc`.
 */
export async function amountFromPrices(
  query: Query,
  source: Source,
  fields: Map<string, Field>,
): Promise<{ field: Field; note: string } | undefined> {
  const price = fields.get("unit_price");
  if (!price) return undefined;
  const quantity = fields.get("quantity");
  const discount = fields.get("discount");
  const factors = [quantity, price].filter((one) => one !== undefined);
  let value = factors.map(doubleOf).join(" * ");
  let note = quantity ? "amount = quantity × price." : "The price is taken for the amount.";
  if (discount) {
    const { sql, note: says } = FORMULAS[await discountKind(query, source, discount)];
    value += sql(orZero(discount));
    note = says;
    factors.push(discount);
  }
  const texts = factors.map(({ sql }) => sql.raw);
  const typed = `try_cast(${value} as decimal(18, 6))`;
  const kept = texts.length === 1 ? (texts[0] ?? "") : `concat_ws(' × ', ${texts.join(", ")})`;
  const field: Field = {
    column: "amount",
    from: factors.map(({ from }) => from).join(" × "),
    uses: factors.flatMap(({ uses }) => uses),
    sql: { text: `coalesce(${typed}::varchar, ${kept})`, value: typed, raw: kept },
    score: Math.min(...factors.map(({ score }) => score)),
    why: ["no column holds the amount itself"],
    samples: [],
    blank: 0,
    unreadable: Math.max(...factors.map(({ unreadable }) => unreadable)),
    unreadableExample: factors.find(({ unreadableExample }) => unreadableExample)?.unreadableExample,
  };
  return { field, note };
}

/** Three decimals multiplied would outgrow the widest decimal there is. */
function doubleOf(field: Field): string {
  return field.numbers
    ? numberSql(field.sql.raw, field.numbers, "double").value
    : `${field.sql.text}::double`;
}

function orZero(discount: Field): string {
  const value = doubleOf(discount);
  if (discount.blank === 0) return value;
  return `if(trim(coalesce(${discount.sql.raw}, '')) = '', 0, ${value})`;
}

/** Whether a discount is a rate, which has no sum over an order's lines. */
export async function isRate(query: Query, source: Source, discount: Field): Promise<boolean> {
  return (await discountKind(query, source, discount)) !== "money";
}

async function discountKind(query: Query, source: Source, discount: Field): Promise<DiscountKind> {
  if (discount.numbers?.hasPercent) return "share";
  const [row = {}] = await query.rows(
    `select max(value)::double as most, mode(value)::double as usual
     from (select ${discount.sql.value} as value from ${rowsNow(source)})`,
  );
  const most = Number(row.most);
  if (/amount|value|total|金额|额/i.test(discount.from)) return "money";
  if (most > 1) return /rate|percent|pct|%|率/i.test(discount.from) && most <= 100 ? "per cent" : "money";
  return Number(row.usual) === 1 ? "paid share" : "share";
}
