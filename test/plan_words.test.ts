import { expect, test } from "vitest";
import { type Block, toMarkdown, toText } from "../loaders/plan/blocks.ts";
import { describePlan } from "../loaders/plan/describe.ts";
import type { PlannedModel } from "../loaders/plan/hide_small.ts";
import type { Plan } from "../loaders/plan/plan.ts";

const sides = <Value>(before: Value, after: Value) => ({ before, after });

const TIERS: PlannedModel = {
  model: "score_tier",
  customers: { moved: 1200, stayed: 800, entered: 0, left: 0 },
  tiers: [
    { tier: "top", customers: sides(2000, 800), revenue: sides(1_234_567.8, 734_567.8) },
    { tier: "general", customers: sides(0, 1200), revenue: sides(0, 500_000) },
    { tier: "dormant", customers: sides(null, null), revenue: sides(null, null) },
  ],
  moves: [
    { from: "top", to: "general", customers: 1200, revenue: sides(500_000, 500_000) },
    { from: "general", to: "left", customers: null, revenue: sides(null, null) },
  ],
  segments: [{ segment: "cant_lose", moved: 100, stayed: 300, revenue: 99.5 }],
  limits: [
    { measure: "recency", part: "5", value: sides(30, 20) },
    { measure: "monetary", part: "5", value: sides(1200.5001, 1500) },
    { measure: "frequency", part: "5", value: sides(4, 4) },
    { measure: "total", part: "top", value: sides(12, 13) },
  ],
};

const same = (model: PlannedModel["model"]): PlannedModel => ({
  ...{ model, customers: { moved: 0, stayed: 2000, entered: 0, left: 0 } },
  ...{ tiers: [], moves: [], segments: [], limits: [] },
});

const PLAN: Plan = {
  form: 1,
  changes: true,
  publishable: true,
  against: { kind: "site", place: "dist", built_at: "2025-12-31T23:59:59.000Z", shares_overlay: false },
  as_of: sides("2025-12-31", "2025-12-31"),
  currency: sides("EUR", "EUR"),
  smallest_cell: 5,
  files: [
    {
      file: "acme/thresholds/score_tiers.sql",
      kind: "changed",
      of: "sql",
      model: "thresholds.score_tiers",
      effects: { score_tier: 1200 },
    },
    { file: "data/orders.csv", kind: "rewritten", of: "data", model: "sources.orders", effects: {} },
  ],
  checks: [],
  sources: [
    { source: "orders", read: sides(1000, 1010), accepted: sides(990, 998), rejected: sides(10, 12) },
  ],
  models: [TIERS, same("segment"), same("pyramid_level")],
  figures: ["marts.tier_sizes"],
  left_to_build: ["marts.tier_migration", "checks.tier_flows_add_up"],
};

const UNCHANGED: Plan = {
  ...PLAN,
  ...{ changes: false, files: [], sources: [], figures: [], left_to_build: [] },
  models: [same("score_tier"), same("segment")],
};

test("no change is said in the first line", () => {
  expect(toText(describePlan(UNCHANGED))).toBe(`No change: publishing would show the same figures

Compared with the site in dist, built 2025-12-31 23:59 UTC.
As of 2025-12-31, both.
`);
  const [first] = PLAN.files;
  const touched = toText(describePlan({ ...UNCHANGED, files: first ? [first] : [] }));
  expect(touched).toMatch(/^No change: .*, though 1 file differs\n/);
  expect(touched).toContain("Without effect: acme/thresholds/score_tiers.sql.");
});

test("data that is only written anew is no reason, and one line tells of it", () => {
  const rewritten = ["a", "b", "c"].map((name) => ({
    ...({
      file: `data/${name}.csv`,
      kind: "rewritten",
      of: "data",
      model: "sources.orders",
      effects: {},
    } as const),
  }));
  const unchanged = toText(describePlan({ ...UNCHANGED, files: rewritten }));
  expect(unchanged).toMatch(/^No change: publishing would show the same figures\n/);
  expect(unchanged).toContain("Without effect: data/a.csv, data/b.csv, data/c.csv.");
  const [first] = PLAN.files;
  const changed = toText(describePlan({ ...PLAN, files: [...(first ? [first] : []), ...rewritten] }));
  expect(changed).toMatch(/ {4}data\/a\.csv and 2 more +written anew, of the same size +none\n/);
  expect(changed).not.toContain("data/b.csv");
});

test("a change on a terminal", () => {
  expect(toText(describePlan(PLAN))).toMatchInlineSnapshot(`
    "Publishing would change 1 of 3 tier models

    Compared with the site in dist, built 2025-12-31 23:59 UTC.
    As of 2025-12-31, both.

      Files that differ
        file                             is                              customers it moves
        ───────────────────────────────  ──────────────────────────────  ─────────────────────────
        acme/thresholds/score_tiers.sql  changed                         about 1,200 in score tier
        data/orders.csv                  written anew, of the same size  none

    Score tier: 1,200 of 2,000 customers change tier

      Tiers
        tier     customers   after  change     revenue     after     change
        ───────  ─────────  ──────  ──────  ──────────  ────────  ─────────
        Top          2,000     800  −1,200  €1,234,568  €734,568  −€500,000
        General          0   1,200  +1,200          €0  €500,000  +€500,000
        Dormant     hidden  hidden  hidden      hidden    hidden     hidden

      Moves, the largest first
        from     to       customers  their revenue
        ───────  ───────  ─────────  ─────────────
        Top      General      1,200       €500,000
        General  Left        hidden         hidden

      Who moves, by the segment before
        segment          change tier  of the segment  their revenue
        ───────────────  ───────────  ──────────────  ─────────────
        Can't lose them          100             25%         €99.50

      Limits that change
        limit              before           after
        ─────────────────  ───────────────  ───────────────
        Recency, score 5   at most 30 days  at most 20 days
        Monetary, score 5  above €1,200.50  from €1,500.00
        Total score, Top   from 12          from 13

    No change: segment, pyramid level.

      Sources with other rows
        source   read  after  accepted  after  rejected  after
        ──────  ─────  ─────  ────────  ─────  ────────  ─────
        orders  1,000  1,010       990    998        10     12

    hidden: fewer than 5 customers, or a figure that would give such a one away. --customers FILE has them all.
    With other rows: marts.tier_sizes.
    Left to the build: 2 marts and checks that compare snapshots with each other; --full looks at them too.
    "
  `);
});

test("a change in a pull request: what changes in bold, what is long folded up", () => {
  expect(toMarkdown(describePlan(PLAN))).toMatchInlineSnapshot(`
    "### Publishing would change 1 of 3 tier models

    Compared with the site in \`dist\`, built 2025-12-31 23:59 UTC.  
    As of 2025-12-31, both.

    | file | is | customers it moves |
    | --- | --- | --- |
    | \`acme/thresholds/score_tiers.sql\` | changed | about 1,200 in score tier |
    | \`data/orders.csv\` | written anew, of the same size | none |

    #### Score tier: 1,200 of 2,000 customers change tier

    | tier | customers | after | change | revenue | after | change |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | **Top** | **2,000** | **800** | **−1,200** | **€1,234,568** | **€734,568** | **−€500,000** |
    | **General** | **0** | **1,200** | **+1,200** | **€0** | **€500,000** | **+€500,000** |
    | Dormant | hidden | hidden | hidden | hidden | hidden | hidden |

    <details><summary>Moves, the largest first</summary>

    | from | to | customers | their revenue |
    | --- | --- | ---: | ---: |
    | Top | General | 1,200 | €500,000 |
    | General | Left | hidden | hidden |

    </details>

    <details><summary>Who moves, by the segment before</summary>

    | segment | change tier | of the segment | their revenue |
    | --- | ---: | ---: | ---: |
    | Can't lose them | 100 | 25% | €99.50 |

    </details>

    <details><summary>Limits that change</summary>

    | limit | before | after |
    | --- | --- | --- |
    | Recency, score 5 | at most 30 days | at most 20 days |
    | Monetary, score 5 | above €1,200.50 | from €1,500.00 |
    | Total score, Top | from 12 | from 13 |

    </details>

    No change: segment, pyramid level.

    | source | read | after | accepted | after | rejected | after |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: |
    | orders | 1,000 | 1,010 | 990 | 998 | 10 | 12 |

    hidden: fewer than 5 customers, or a figure that would give such a one away. --customers FILE has them all.  
    With other rows: \`marts.tier_sizes\`.  
    Left to the build: 2 marts and checks that compare snapshots with each other; --full looks at them too.
    "
  `);
});

test("what was read from files is never markup, a mention or a link", () => {
  const hostile = "a`b|<img src=x onerror=alert(1)> @everyone [x](http://evil) **b**";
  const [file] = PLAN.files;
  const plan: Plan = {
    ...PLAN,
    publishable: false,
    against: { ...PLAN.against, place: hostile },
    files: file ? [{ ...file, file: hostile }] : [],
    checks: [
      {
        ...{
          check: "segments_are_sound",
          says: "The segments are sound.",
          severity: "error",
          is_known: false,
        },
        ...{ rows: 1, problem: hostile, file: hostile, line: 3, fix: hostile },
      },
    ],
  };
  const markdown = toMarkdown(describePlan(plan));
  const outsideCode = markdown.replace(/(`+) ?[\s\S]*?[^`]\1(?!`)/g, "");
  for (const sign of ["<img", "[x]", "**b"]) expect(outsideCode).not.toContain(sign);
  for (const line of markdown.split("\n").filter((each) => each.startsWith("| ``")))
    expect(line.split("|")).toHaveLength(5);
  expect(outsideCode).not.toContain("@everyone");
});

test("a failing check says what, where and what to do", () => {
  const text = toText(
    describePlan({
      ...PLAN,
      publishable: false,
      checks: [
        {
          ...{
            check: "few_rows_were_rejected",
            says: "Few rows were rejected.",
            severity: "error",
            is_known: true,
          },
          ...{ rows: 2, problem: "12 of 20 rows", file: "acme/sources/orders.sql", line: 4, fix: "mend it" },
        },
        {
          ...{ check: "mine", says: "Mine.", severity: "warning", is_known: false },
          ...{ rows: 2, problem: null, file: "acme/checks/mine.sql", line: null, fix: null },
        },
      ],
    }),
  );
  expect(text).toMatch(
    /^Publishing would be refused; without the failing checks it would change 1 of 3 tier models\n/,
  );
  expect(text).toContain(`A build would be refused: these checks fail

✗ Few rows were rejected. (few_rows_were_rejected), before already
   12 of 20 rows
   in: acme/sources/orders.sql:4
   do: mend it
`);
  expect(text).toContain(`These checks begin to warn

✗ Mine. (mine)
   2 rows
   in: acme/checks/mine.sql
`);
});

test("the day and the currency may change", () => {
  const text = toText(
    describePlan({ ...PLAN, as_of: sides("2025-11-30", "2025-12-31"), currency: sides("EUR", "CNY") }),
  );
  expect(text).toContain(
    "The day moves from 2025-11-30 to 2025-12-31: the newest snapshot of each is compared",
  );
  expect(text).toContain("The currency changes from EUR to CNY: amounts cannot be compared.");
  expect(text).toMatch(/Top +2,000 +800 +−1,200 +€1,234,568 +¥734,568 +–/);
});

test("bold is for a terminal that shows it", () => {
  const blocks: Block[] = [
    { heading: "What", level: 1 },
    { title: "Rows", columns: [{ name: "a" }], rows: [{ cells: ["x"], isBold: true }, { cells: ["y"] }] },
  ];
  expect(toText(blocks, true)).toBe(
    "\x1b[1mWhat\x1b[22m\n\n  Rows\n    a\n    ─\n\x1b[1m    x\x1b[22m\n    y\n",
  );
});
