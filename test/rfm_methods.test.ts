// @vitest-environment jsdom
import { expect, test } from "vitest";
import { type MethodScore, methodsFinding, methodsOf } from "../src/components/rfm_methods.ts";
import { windowWords } from "../src/components/window_words.ts";

const rows: MethodScore[] = [
  ["quantile", 3, true, [30, 30, 40]],
  ["natural", 3, false, [70, 20, 10]],
  ["natural", 4, false, [50, 30, 15, 5]],
  ["quantile", 4, false, [25, 25, 25, 25]],
  ["mean", 2, false, [80, 20]],
].flatMap(([method, levels, isInForce, customers]) =>
  (customers as number[]).map((held, index) => ({
    measure: "monetary" as const,
    method: method as string,
    levels: levels as number,
    score: index + 1,
    is_in_force: isInForce as boolean,
    at_least: index,
    at_most: null,
    customers: held,
  })),
);

test("the method in force comes first and once, the others with the levels asked for, the mean with two", () => {
  const names = (levels: number) =>
    methodsOf(rows, "monetary", levels).map((bins) => `${bins.method} ${bins.levels} ${bins.isInForce}`);
  expect(names(3)).toEqual(["quantile 3 true", "natural 3 false", "mean 2 false"]);
  expect(names(4)).toEqual(["quantile 3 true", "quantile 4 false", "natural 4 false", "mean 2 false"]);
  expect(methodsOf(rows, "recency", 3)).toEqual([]);
});

test("scores stand best first, and the method's customers are theirs", () => {
  const [inForce] = methodsOf(rows, "monetary", 3);
  expect(inForce?.scores.map(({ score }) => score)).toEqual([3, 2, 1]);
  expect(inForce?.customers).toBe(100);
});

test("the finding compares the best scores of methods with as many levels", () => {
  expect(methodsFinding(methodsOf(rows, "monetary", 3), 3)).toBe(
    "The best of 3 scores holds 40.0% of the buyers by quantile, 10.0% by natural breaks",
  );
  expect(methodsFinding(methodsOf(rows, "monetary", 5), 5)).toBe("What each method would give");
});

test("a window that is the fiscal year says so", () => {
  expect(windowWords({ window_days: 92, window_is_fiscal_year: true })).toBe("fiscal year so far");
  expect(windowWords({ window_days: 92, window_is_fiscal_year: false })).toBe("last 92 days");
  expect(windowWords({ window_days: null })).toBe("all history");
});
