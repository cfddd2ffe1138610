import type { Field } from "./settle.ts";
import { quoteText } from "./sql_text.ts";

/** Currency signs and words, and the currency that each most likely stands for. */
const CURRENCIES: Record<string, string> = {
  "¥": "CNY",
  "￥": "CNY",
  元: "CNY",
  圆: "CNY",
  CNY: "CNY",
  RMB: "CNY",
  $: "USD",
  US$: "USD",
  USD: "USD",
  "€": "EUR",
  EUR: "EUR",
  "£": "GBP",
  GBP: "GBP",
  HK$: "HKD",
  HKD: "HKD",
  JPY: "JPY",
};

/**
 * Amounts with currency signs in a file without a column of currencies: one sign is only reported, several
 * become the order's currency. Undefined when there is nothing to say.
 */
export function mixedCurrencies(fields: Map<string, Field>): { field?: Field; note: string } | undefined {
  const amount = fields.get("amount");
  const signs = (amount?.numbers?.strip ?? []).filter((sign) => sign in CURRENCIES);
  if (!amount || fields.has("currency") || signs.length === 0) return undefined;
  const codes = new Set(signs.map((sign) => CURRENCIES[sign]));
  if (codes.size === 1)
    return { note: `Amounts are written with ${signs.join(" ")}: they count as the reporting currency.` };
  const longFirst = signs.sort((one, other) => other.length - one.length);
  const cases = longFirst.map(
    (sign) => `when contains(${amount.sql.raw}, ${quoteText(sign)}) then '${CURRENCIES[sign]}'`,
  );
  const text = `case ${cases.join(" ")} end`;
  const field: Field = {
    column: "currency",
    from: amount.from,
    uses: amount.uses,
    sql: { text, value: text, raw: text },
    score: 0.6,
    why: ["from the amount's sign"],
    samples: longFirst.map((sign) => `${sign} ${CURRENCIES[sign]}`),
    blank: 0,
    unreadable: 0,
    unreadableExample: undefined,
  };
  return {
    field,
    note: `Amounts are in ${[...codes].join(" and ")} by their signs; map exchange_rates too, or they are rejected.`,
  };
}
