import { expect, test } from "vitest";
import { toCsv } from "../src/components/csv.ts";

const lines = (rows: unknown[][]) =>
  toCsv(["name", "value"], rows).replace("\ufeff", "").split("\r\n").slice(1, -1);

test("begins with a byte order mark and its column names", () => {
  expect(toCsv(["a", "b"], [])).toBe("\ufeffa,b\r\n");
});

test("writes days, numbers, truth and nothing as they are", () => {
  expect(
    lines([
      [new Date("2025-12-31"), 1.5],
      [true, null],
      [undefined, -3],
    ]),
  ).toEqual(["2025-12-31,1.5", "true,", ",-3"]);
});

test("quotes what would part a cell", () => {
  expect(lines([['say "hi", then', "two\nlines"]])).toEqual(['"say ""hi"", then","two\nlines"']);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "＠SUM(A1)", '=HYPERLINK("http://x")'])(
  "keeps %j from running as a formula",
  (text) => {
    const [line] = lines([[text, 0]]);
    expect(line?.replace(/^"/, "").startsWith("'")).toBe(true);
  },
);
