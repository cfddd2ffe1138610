// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { cutChart } from "../src/components/cut_chart.js";
import type { WhatIf } from "../src/components/what_if.js";
import { whatIfRfm } from "../src/components/what_if_rfm.js";
import { whatIfState } from "../src/components/what_if_state.js";

const measures = ["recency", "frequency", "monetary"] as const;

/** Three values of each measure, scores 1 to 3; ten customers and their place's number as revenue in each cell. */
function model(): WhatIf {
  const bins = [0, 1, 2, 3];
  const cells = bins.flatMap((r_bin) =>
    bins.flatMap((f_bin) => bins.map((m_bin) => ({ r_bin, f_bin, m_bin, customers: 10, revenue: m_bin }))),
  );
  const edges = measures.flatMap((measure) =>
    [10, 20, 30].map((at_value, index) => {
      const score = measure === "recency" ? [3, 2, null][index] : [null, 2, 3][index];
      return { measure, edge: index + 1, at_value, from_score: score ?? null, to_score: score ?? null };
    }),
  );
  const tiers = [
    { model: "score_tier", tier: "top", lowest_total: 7, highest_total: 15 },
    { model: "score_tier", tier: "rest", lowest_total: 3, highest_total: 6 },
  ];
  const none = { customers: 0, revenue: 0 };
  return whatIfRfm(cells, edges, tiers, { moved: {}, pooled: none, leftGroup: 0, merged: none });
}

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(null, "", "/en/what-if.html");
});

test("settings in force are read from the edges, and sizes from the cells", () => {
  const { inForce, outcome, tiers } = model();
  expect(inForce).toEqual({ recency: [2, 1], frequency: [2, 3], monetary: [2, 3], total: [4] });
  expect(tiers).toEqual(["rest", "top"]);
  const { customers, moves, moved } = outcome(inForce);
  expect(customers.reduce((sum, count) => sum + count)).toBe(640);
  expect(moves).toEqual([
    [customers[0], 0],
    [0, customers[1]],
  ]);
  expect(moved).toBe(0);
});

test("the address keeps what the reader sets, as values, and gives it back", () => {
  const state = whatIfState(model(), "tier");
  state.move("recency", 0, 3);
  state.move("total", 0, 6);
  state.setCost(1, 2.5);
  vi.runAllTimers();
  expect(location.search).toBe("?recency=30_10&total=9&tier_cost=0_2.5");
  const again = whatIfState(model(), "tier");
  expect(again.settings).toEqual(state.settings);
  expect(again.outcome).toEqual(state.outcome);
  expect(again.costs).toEqual([0, 2.5]);
  again.reset();
  vi.runAllTimers();
  expect(location.search).toBe("?tier_cost=0_2.5");
});

test.each([
  ["a value between edges goes to the nearest", "recency=28_11", { recency: [3, 1] }],
  ["cuts out of order are those in force", "recency=10_30", { recency: [2, 1] }],
  ["too few cuts, too", "frequency=20", { frequency: [2, 3] }],
  ["words, too", "monetary=a_b&total=x", { monetary: [2, 3], total: [4] }],
])("from a strange address: %s", (_, query, expected) => {
  history.replaceState(null, "", `/en/what-if.html?${query}`);
  expect(whatIfState(model(), "tier").settings).toMatchObject(expected);
});

test("a line goes by the arrow keys, no further than its neighbours", () => {
  const state = whatIfState(model(), "tier");
  const axis = state.model.axes.find(({ name }) => name === "recency");
  if (!axis) throw new Error("there is no recency");
  const chart = cutChart({
    bins: () => axis.bins(state.settings),
    cuts: () => state.settings.recency ?? [],
    isDescending: true,
    mayMeet: true,
    nameOf: (cut) => `R ${cut + 2}`,
    textOf: (edge) => `${axis.values[edge - 1]} days`,
    tickOf: String,
    binText: (bin, customers) => `${bin}: ${customers}`,
    colourOf: () => "red",
    markOf: () => "red",
    move: (cut, edge) => state.move("recency", cut, edge),
  });
  const svg = chart.draw(400);
  state.follow(chart.update);
  const [best, second] = svg.querySelectorAll("[role=slider]");
  const press = (line: Element | undefined, key: string) =>
    line?.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
  expect(second?.getAttribute("aria-label")).toBe("R 2");
  expect(second?.getAttribute("aria-valuetext")).toBe("20 days");
  press(second, "ArrowRight");
  press(second, "ArrowRight");
  expect(state.settings.recency).toEqual([3, 1]);
  expect(second?.getAttribute("aria-valuetext")).toBe("30 days");
  press(second, "Home");
  expect(state.settings.recency).toEqual([1, 1]);
  press(best, "End");
  expect(state.settings.recency).toEqual([1, 1]);
  expect(svg.querySelector("rect title")?.textContent).toBe("0: 160");
});
