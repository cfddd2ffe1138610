import {
  type CustomerHistory,
  type CustomerMove,
  customerHistory,
  MODELS,
  type Order,
} from "./customer_history.ts";
import { textOf } from "./messages.ts";
import { table } from "./sql/checks.ts";
import { type BuildOptions, buildWarehouse, openWarehouse } from "./warehouse.ts";

export interface ExplainOptions extends Omit<BuildOptions, "inspect"> {
  customer: string;
  format: "text" | "json";
}

/**
 * One customer's history, as text for a terminal or as JSON: every snapshot's R, F, M, scores and tiers, and for each move
 * its reason with the orders or cut points behind it. Brings the warehouse up to date first.
 * Throws a UserError when there is no such customer.
 */
export async function explainCustomer({ customer, format, ...options }: ExplainOptions): Promise<string> {
  await buildWarehouse(options);
  const { instance, connection } = await openWarehouse(options.warehouse);
  try {
    const history = await customerHistory(connection, customer);
    return format === "json" ? JSON.stringify(history, null, 2) : told(history);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function told(history: CustomerHistory): string {
  const { customer_id, currency, first_ordered_on, snapshots } = history;
  const since = first_ordered_on ? `first sale on ${first_ordered_on}` : "no sale yet";
  if (snapshots.length === 0) return `Customer ${customer_id}: ${since}; in no snapshot.`;
  const models = MODELS.filter((model) => snapshots.some(({ tiers }) => tiers[model] !== null));
  const rows = snapshots.map((snapshot) => [
    snapshot.as_of,
    shown(snapshot.recency_days),
    shown(snapshot.frequency),
    money(snapshot.monetary),
    [snapshot.r_score, snapshot.f_score, snapshot.m_score].map((score) => score ?? "–").join(" "),
    ...models.map((model) => named(model, snapshot.tiers[model])),
  ]);
  const columns = ["snapshot", "R days", "F orders", `M ${currency}`, "R F M", ...models.map(nameOfModel)];
  return [
    `Customer ${customer_id}: ${since}.`,
    "",
    table(columns, rows),
    ...snapshots.flatMap((snapshot, index) => {
      if (snapshot.moves.length === 0) return [];
      return [
        "",
        `${snapshot.as_of}, since ${snapshots[index - 1]?.as_of ?? "before"}`,
        ...snapshot.moves.flatMap(moveLines),
        `  orders since: ${orderList(snapshot.orders)}`,
        `  left the window: ${orderList(snapshot.left_window)}`,
      ];
    }),
  ].join("\n");
}

const BECAUSE: Readonly<Record<string, string>> = {
  behaviour: "behaviour: through the customer's own orders",
  time: "time: as days passed or orders left the window; the orders since do not undo it",
  qualified: "qualified: calculated as good for as long as the policy asks",
  refund: "refund: without the refunds since, it would have been kept",
  lost: "lost: calculated lower, and the policy's hold and grace are over",
  threshold_drift: "threshold drift: with the cut points of the snapshot before there is no move",
};

function moveLines({ model, from, to, reason, cut_points }: CustomerMove): string[] {
  return [
    `  ${nameOfModel(model)}: ${named(model, from)} → ${named(model, to)}  (${BECAUSE[reason] ?? reason})`,
    ...cut_points.map(
      ({ measure, score, before, after }) =>
        `      ${measure} ${score} began at ${plain(before)}, begins at ${plain(after)}`,
    ),
  ];
}

function orderList(orders: readonly Order[]): string {
  const words = orders.map(
    ({ order_id, ordered_on, amount, is_counted }) =>
      `${order_id} on ${ordered_on} (${money(amount)}${is_counted ? "" : ", cancelled"})`,
  );
  return words.length > 0 ? words.join(", ") : "none";
}

function nameOfModel(model: string): string {
  return (textOf("en", "model", model) ?? model).toLowerCase();
}

function named(model: string, tier: string | null): string {
  return tier === null ? "–" : (textOf("en", model, tier) ?? tier);
}

function shown(value: number | null): string {
  return value === null ? "–" : value.toLocaleString("en-US");
}

function money(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function plain(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 4 });
}
