import * as Plot from "@observablehq/plot";
import { label, message } from "../messages/index.js";
import { element } from "./element.js";
import { formatCustomers } from "./format.js";
import type { Direction } from "./migration_pair.js";
import { accent, down, ink, quietInk, rule, up } from "./palette.js";
import { textWidth } from "./text_width.js";

/** A row of marts.tier_flows for one model and pair of snapshots. */
export interface TierFlow {
  from_as_of: Date;
  to_as_of: Date;
  /** "entered": not yet a customer before. */
  from_tier: string;
  to_tier: string;
  /** 1 is the best; 0 for those who entered. */
  from_rank: number;
  to_rank: number;
  direction: Direction;
  customers: number | null;
  revenue_before: number | null;
  revenue_after: number | null;
}

/** What a move between score tiers is: to a better one, to a worse one, none, or in. */
export type Move = Exclude<Direction, "sideways">;

/** The flows between the last two snapshots. */
export function lastFlows(flows: readonly TierFlow[]): TierFlow[] {
  const last = Math.max(...flows.map(({ to_as_of }) => to_as_of.getTime()));
  return flows.filter(({ to_as_of }) => to_as_of.getTime() === last);
}

/** The colours of the matrix with the number of customers of each kind. */
export function moveLegend(counts: Readonly<Record<Move, string>>): HTMLElement {
  return element(
    "ul",
    { class: "legend" },
    ...(["up", "down", "stayed", "entered"] as const).map((move) =>
      element(
        "li",
        {},
        element("i", { style: `background: ${tint(move, 1)}; outline: 1px solid ${rule}` }),
        message(`report.legend_${move}`, { count: counts[move] }),
      ),
    ),
  );
}

export interface TierMovesOptions {
  width: number;
  /** Tiers, best first. */
  tiers: readonly string[];
  /** Customers of each tier at the earlier and at the later snapshot. */
  before: ReadonlyMap<string, number | null>;
  after: ReadonlyMap<string, number | null>;
}

const ROW = 43;
const BEFORE = " before";
const AFTER = " after";

/** Where the customers of each tier went: tiers before in rows, after in columns, the tiers' sizes at the edges. */
export function tierMoves(flows: readonly TierFlow[], options: TierMovesOptions): Element {
  const { width, tiers, before, after } = options;
  const entered = flows.filter(({ from_rank }) => from_rank === 0);
  const rows = [...tiers, ...(entered.length > 0 ? ["entered"] : []), AFTER];
  // A phone has no room for the sizes before; the table holds them.
  const isNarrow = width < 480;
  const columns = isNarrow ? tiers : [BEFORE, ...tiers];
  const most = Math.max(
    1,
    ...flows.filter((flow) => flow.direction !== "stayed").map((flow) => flow.customers ?? 0),
  );
  const byCell = new Map(flows.map((flow) => [`${flow.from_tier} ${flow.to_tier}`, flow]));
  const cells = rows.flatMap((from) =>
    tiers.flatMap((to) => (from === AFTER ? [] : [{ from, to, flow: byCell.get(`${from} ${to}`) }])),
  );
  const sizes = [
    ...(isNarrow ? [] : tiers.map((tier) => ({ from: tier, to: BEFORE, customers: before.get(tier) }))),
    ...tiers.map((tier) => ({ from: AFTER, to: tier, customers: after.get(tier) })),
  ];
  const names = 16 + Math.max(...rows.map((row) => textWidth(nameOf(row), 12, { isBold: true })));
  const words = { fontVariant: "tabular-nums", textAnchor: "middle" as const };
  return Plot.plot({
    width,
    height: 30 + ROW * rows.length,
    marginTop: 30,
    marginLeft: names,
    marginRight: 0,
    marginBottom: 0,
    x: { domain: columns, axis: null, paddingInner: 0.03, paddingOuter: 0 },
    y: { domain: rows, axis: null, paddingInner: 0.06, paddingOuter: 0 },
    color: { type: "identity" },
    marks: [
      Plot.cell(cells, {
        x: "to",
        y: "from",
        fill: ({ flow }) => (flow ? tint(flow.direction, (flow.customers ?? 0) / most) : "transparent"),
        stroke: ({ flow }) => (flow ? "none" : rule),
        rx: 3,
      }),
      Plot.text(cells, {
        ...words,
        x: "to",
        y: "from",
        text: ({ flow }) => (flow ? formatCustomers(flow.customers) : "0"),
        fill: ({ flow }) => (flow?.customers && flow.direction !== "stayed" ? ink : quietInk),
        fontSize: 13,
        fontWeight: 500,
      }),
      Plot.text(sizes, {
        ...words,
        x: "to",
        y: "from",
        text: ({ customers }) => formatCustomers(customers),
        fill: quietInk,
        fontSize: 13,
      }),
      Plot.text(columns, {
        ...words,
        x: (column) => column,
        frameAnchor: "top",
        dy: -16,
        text: (column) => nameOf(column),
        fill: (column) => (column === BEFORE ? quietInk : ink),
        fontWeight: 600,
      }),
      Plot.text(rows, {
        y: (row) => row,
        frameAnchor: "left",
        dx: -names,
        textAnchor: "start",
        text: (row) => nameOf(row),
        fill: (row) => (row === AFTER ? quietInk : ink),
        fontWeight: 600,
      }),
    ],
  });
}

function nameOf(key: string): string {
  if (key === BEFORE) return message("report.moves_before");
  return key === AFTER ? message("report.moves_after") : label("score_tier", key);
}

// Never more than half the colour, so that the same ink is legible on every cell.
function tint(move: Direction, share: number): string {
  if (move === "stayed" || move === "sideways") return "var(--heat-low)";
  const colour = { up, down, entered: accent }[move];
  return `color-mix(in oklab, ${colour} ${(8 + 40 * Math.min(1, share)).toFixed(0)}%, var(--heat-low))`;
}
