import type { Block, Table } from "./blocks.ts";
import type { Sides } from "./compare.ts";
import { change, count, limit, limitName, modelName, money, share, tierName } from "./figures.ts";
import type { PlannedModel, Shown } from "./hide_small.ts";

const MOST_MOVES = 12;

/** Whether the newest snapshot differs in this tier model: by a customer's tier, by revenue, or by a limit. */
export function isChanged({ tiers, moves, limits }: PlannedModel): boolean {
  const differ = <Value>({ before, after }: Sides<Value>) => before !== after;
  return (
    moves.length > 0 ||
    tiers.some(({ customers, revenue }) => differ(customers) || differ(revenue)) ||
    limits.some(({ value }) => differ(value))
  );
}

/** The tiers of one tier model before and after, who moves between them, and the limits that part them. */
export function describeModel(model: PlannedModel, currency: Sides<string>): Block[] {
  const blocks: Block[] = [{ heading: modelHeading(model), level: 2 }, sizeTable(model, currency)];
  if (model.moves.length > 0) blocks.push(moveTable(model, currency));
  if (model.segments.length > 0) blocks.push(segmentTable(model, currency));
  const limits = model.limits.filter(({ value }) => value.before !== value.after);
  if (limits.length > 0)
    blocks.push({
      title: "Limits that change",
      columns: [{ name: "limit" }, { name: "before" }, { name: "after" }],
      rows: limits.map(({ measure, part, value }) => ({
        cells: [
          limitName(model.model, measure, part),
          limit(measure, value.before, currency.before),
          limit(measure, value.after, currency.after),
        ],
      })),
    });
  return blocks;
}

function modelHeading({ model, customers: { moved, stayed, entered, left } }: PlannedModel): string {
  const some = (customers: Shown) => (customers === null ? "some" : count(customers));
  const parts = [
    ...(moved === 0
      ? []
      : [
          `${some(moved)}${stayed === null || moved === null ? "" : ` of ${count(moved + stayed)}`} customers change tier`,
        ]),
    ...(entered === 0 ? [] : [`${some(entered)} enter`]),
    ...(left === 0 ? [] : [`${some(left)} leave`]),
  ];
  return `${modelName(model)}: ${parts.join(", ") || "no customer changes tier"}`;
}

function sizeTable({ model, tiers }: PlannedModel, currency: Sides<string>): Table {
  const isSame = currency.before === currency.after;
  return {
    title: "Tiers",
    isOpen: true,
    columns: [
      { name: "tier" },
      ...["customers", "after", "change", "revenue", "after", "change"].map((name) => ({
        name,
        isNumber: true,
      })),
    ],
    rows: tiers.map(({ tier, customers, revenue }) => ({
      cells: [
        tierName(model, tier),
        count(customers.before),
        count(customers.after),
        change(customers.before, customers.after, count),
        money(revenue.before, currency.before),
        money(revenue.after, currency.after),
        isSame ? change(revenue.before, revenue.after, (value) => money(value, currency.after)) : "–",
      ],
      isBold: customers.before !== customers.after || revenue.before !== revenue.after,
    })),
  };
}

function moveTable({ model, moves }: PlannedModel, currency: Sides<string>): Table {
  const more = moves.length - MOST_MOVES;
  return {
    title: "Moves, the largest first",
    columns: [
      { name: "from" },
      { name: "to" },
      { name: "customers", isNumber: true },
      { name: "their revenue", isNumber: true },
    ],
    rows: [
      ...moves.slice(0, MOST_MOVES).map(({ from, to, customers, revenue }) => ({
        cells: [
          tierName(model, from),
          tierName(model, to),
          count(customers),
          to === "left" ? money(revenue.before, currency.before) : money(revenue.after, currency.after),
        ],
      })),
      ...(more > 0 ? [{ cells: [`${more} more`, "", "", ""] }] : []),
    ],
  };
}

function segmentTable({ segments }: PlannedModel, currency: Sides<string>): Table {
  return {
    title: "Who moves, by the segment before",
    columns: [
      { name: "segment" },
      ...["change tier", "of the segment", "their revenue"].map((name) => ({ name, isNumber: true })),
    ],
    rows: segments.map(({ segment, moved, stayed, revenue }) => ({
      cells: [
        segment === null ? "none yet" : tierName("segment", segment),
        count(moved),
        share(moved, stayed),
        money(revenue, currency.after),
      ],
    })),
  };
}

/** Whether a figure of it is hidden. */
export function hides({ customers, tiers, moves, segments }: PlannedModel): boolean {
  return [customers, ...tiers.map((tier) => tier.customers), ...moves, ...segments].some((figures) =>
    Object.entries(figures).some(([name, figure]) => figure === null && name !== "segment"),
  );
}
