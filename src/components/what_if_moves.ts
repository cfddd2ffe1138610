import { type LabelSection, label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { element } from "./element.js";
import { formatCount } from "./format.js";
import type { WhatIfState } from "./what_if_state.js";
import { bestFirst } from "./what_if_tiers.js";

/** Who moves between tiers: the tier in force in rows, the new one in columns; best first. */
export function movesTable(
  state: WhatIfState,
  model: LabelSection,
  title: string,
): { node: HTMLElement; update: () => void } {
  const order = bestFirst(state.model.tiers);
  const name = (tier: number) => label(model, state.model.tiers[tier] ?? "");
  const updates: (() => void)[] = [];
  const cell = (from: number, to: number) => {
    const node = element("td", { class: "number" });
    updates.push(() => {
      const { moves, customers } = state.outcome;
      const count = moves[from]?.[to] ?? 0;
      const most = Math.max(1, ...customers);
      node.textContent = count > 0 ? formatCount(count) : message("shell.none");
      // Tiers are lowest first, but stages have no order. By the root, so that small moves are told from none.
      const direction = model === "lifecycle_stage" ? "--segment-watch" : to > from ? "--gain" : "--loss";
      const colour = to === from ? "--rule" : direction;
      const strength = count > 0 ? 8 + 32 * Math.sqrt(count / most) : 0;
      node.style.background = `color-mix(in oklab, var(${colour}) ${strength.toFixed(1)}%, transparent)`;
    });
    return node;
  };
  const total = (read: () => number) => {
    const node = element("td", { class: "number quiet" });
    updates.push(() => {
      node.textContent = formatCount(read());
    });
    return node;
  };
  const table = element(
    "table",
    { class: "what-if-moves" },
    element("caption", { class: "visually-hidden" }, title),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, message("what_if.from_to")),
        ...order.map((tier) => element("th", { scope: "col", class: "number" }, name(tier))),
        element("th", { scope: "col", class: "number" }, message("what_if.now")),
      ),
    ),
    element(
      "tbody",
      {},
      ...order.map((from) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, name(from)),
          ...order.map((to) => cell(from, to)),
          total(() => state.present.customers[from] ?? 0),
        ),
      ),
    ),
    element(
      "tfoot",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "row" }, message("what_if.new")),
        ...order.map((to) => total(() => state.outcome.customers[to] ?? 0)),
        element("td"),
      ),
    ),
  );
  return {
    node: element("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": title }, table),
    update: () => {
      for (const update of updates) update();
    },
  };
}

/** The moves as data, one row each; asked for anew, they are those of the moment. */
export function moveRows(state: WhatIfState, model: LabelSection): TableData {
  const order = bestFirst(state.model.tiers);
  const tierColumn = (column: "from_tier" | "to_tier", text: string, end: 0 | 1) => ({
    name: column,
    label: text,
    value: (move: readonly [number, number]) => state.model.tiers[move[end]] ?? "",
    format: (key: never) => label(model, key),
  });
  return tableOf(
    order.flatMap((from) => order.map((to) => [from, to] as const)),
    [
      tierColumn("from_tier", message("what_if.now"), 0),
      tierColumn("to_tier", message("what_if.new"), 1),
      {
        name: "customers",
        label: label("measure", "customers"),
        value: ([from, to]) => state.outcome.moves[from]?.[to] ?? 0,
      },
    ],
  );
}
