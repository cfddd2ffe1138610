import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { makeWarehouse, root, type TestWarehouse } from "./warehouse/build.ts";

const ORDERS = `-- One row per order.
select '1' as order_id, 'ann' as customer_id, '2025-12-31' as ordered_at, 10 as amount
`;

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

/** The error of a build with one text of a shipped threshold replaced, and the line of the file that it names. */
async function mistakeOf(file: string, text: string, replacement: string) {
  const shipped = await readFile(join(root, `sql/thresholds/${file}.sql`), "utf8");
  expect(shipped, `${file}.sql holds the text to replace`).toContain(text);
  const changed = shipped.replace(text, replacement);
  made = await makeWarehouse({ "sources/orders.sql": ORDERS, [`thresholds/${file}.sql`]: changed });
  const error = (await made.buildError()).replaceAll(`${made.overlay}/`, "");
  const line = Number(/\.sql:(\d+)\n/.exec(error)?.[1] ?? 0);
  return { error, named: changed.split("\n")[line - 1] ?? "" };
}

/** What is wrong: threshold file, text and its replacement; the message, and what stands on the line that it names. */
const mistakes: [
  name: string,
  file: string,
  text: string,
  replacement: string,
  message: string,
  line: string,
][] = [
  [
    "tiers overlap",
    "score_tiers",
    "('potential', 2, 9, 11)",
    "('potential', 2, 9, 13)",
    "the total score 12, 13 belongs to more than one tier: top (12 to 15) and potential (9 to 13)",
    "'potential'",
  ],
  [
    "tiers leave a gap",
    "score_tiers",
    "('general', 3, 6, 8)",
    "('general', 3, 7, 7)",
    "no tier holds the total score 6, 8: every total from 3 to 15 belongs to one tier",
    "",
  ],
  [
    "tiers are out of order",
    "score_tiers",
    "('top', 1, 12, 15),\n    ('potential', 2, 9, 11)",
    "('top', 1, 9, 11),\n    ('potential', 2, 12, 15)",
    "tier potential (12 to 15, rank 2) is out of order: by its totals its rank is 1, with 1 for the highest",
    "'potential'",
  ],
  [
    "a policy is of an unknown tier",
    "tier_policy",
    "('top', 0",
    "('gold', 0",
    'there is no score tier "gold": the tiers are top, potential, general and dormant',
    "'gold'",
  ],
  [
    "a tier has no policy",
    "tier_policy",
    "    ('top', 0, 0, 0, false, true, null),\n",
    "",
    "score tier top has no row in the policy",
    "",
  ],
  [
    "a tier is held for less than no time",
    "tier_policy",
    "('potential', 0, 0, 0",
    "('potential', 0, -3, 0",
    "the months of potential are not all whole numbers from 0 to 60",
    "'potential'",
  ],
  [
    "a rule of the policy is not decided",
    "tier_policy",
    "('general', 0, 0, 0, false",
    "('general', 0, 0, 0, null",
    "one_step_down and refund_reverses of general are not both true or false",
    "'general'",
  ],
  [
    "benefits cost less than nothing",
    "tier_policy",
    "true, null),\n    ('potential'",
    "true, -1),\n    ('potential'",
    "the benefits of top cost less than 0 a month",
    "'top'",
  ],
  [
    "a tier is unknown",
    "score_tiers",
    "'general'",
    "'genral'",
    'there is no score tier "genral": the tiers are top, potential, general and dormant',
    "'genral'",
  ],
  [
    "a tier stands twice",
    "score_tiers",
    "('general', 3, 6, 8)",
    "('general', 3, 6, 8),\n    ('top', 1, 12, 15)",
    "thresholds.score_tiers has more than one row per tier, or an empty one",
    "select",
  ],
  [
    "a tier reaches beyond the totals",
    "score_tiers",
    "3, 5)",
    "2, 5)",
    "tier dormant (2 to 5, rank 4) reaches beyond 3 to 15",
    "'dormant'",
  ],
  [
    "a tier ends before it begins",
    "score_tiers",
    "6, 8)",
    "8, 6)",
    "tier general (8 to 6, rank 3) begins above its end",
    "'general'",
  ],
  [
    "a column is missing",
    "score_tiers",
    "    highest_total,\n",
    "",
    "thresholds.score_tiers lacks the column highest_total",
    "select",
  ],
  [
    "a column is misspelt",
    "score_tiers",
    "    lowest_total, -- 3 to 15, both ends included",
    "    lowest_total, lowest_total as least_total,",
    '"least_total" is not a column of thresholds.score_tiers',
    "least_total",
  ],
  [
    "a value has another type",
    "score_tiers",
    "('general', 3, 6, 8)",
    "('general', 3, 6.5, 8)",
    'lowest_total of thresholds.score_tiers holds "6.5", which is no whole number',
    "6.5",
  ],
  [
    "a word stands for a number",
    "lifecycle_limits",
    "    180 as dormant_after_days",
    "    'half a year' as dormant_after_days",
    'dormant_after_days of thresholds.lifecycle_limits holds "half a year", which is no whole number',
    "half a year",
  ],
  [
    "SQL is broken",
    "privacy",
    "5 as smallest_cell",
    "5 as as smallest_cell",
    'syntax error at or near "smallest_cell"',
    "as as",
  ],
  [
    "a measure is unknown",
    "rfm_cuts/rfm",
    "('recency', 'quantile', 5,",
    "('recent', 'quantile', 5,",
    '"recent" is no measure: there are recency, frequency, monetary and order_value',
    "'recent'",
  ],
  [
    "the scores of every report read revenue per order",
    "rfm_cuts/rfm",
    "'monetary'",
    "'order_value'",
    "the scale rfm makes the scores of every report, whose M is revenue (monetary)",
    "'order_value', 'quantile', 5",
  ],
  [
    "a method is unknown",
    "rfm_cuts/rfm",
    "'quantile', 5, 0.2",
    "'qantile', 5, 0.2",
    'rfm, recency, score 5: "qantile" is no method: there are quantile, fixed, mean, natural and target',
    "'qantile'",
  ],
  [
    "a natural break has a cut point",
    "rfm_cuts/rfm",
    "'quantile', 5, 0.2",
    "'natural', 5, 0.2",
    "rfm, recency, score 5: natural breaks are found among the customers, so cut_at is null",
    "'natural'",
  ],
  [
    "a natural break is left out",
    "rfm_cuts/eight",
    "('monetary', 'mean', 2)",
    "('monetary', 'natural', 3)",
    "eight, monetary leaves out a score: it has cut points for 3, and every score from 2 up to the best needs one",
    "'monetary'",
  ],
  [
    "a target lacks its line",
    "rfm_cuts/eight",
    "('monetary', 'mean', 2)",
    "('monetary', 'target', 2)",
    "eight, monetary, score 2: the best score of a target begins at its line: write that as cut_at",
    "'monetary', 'target', 2",
  ],
  [
    "a target has two lines",
    "rfm_cuts/klaviyo6",
    "('recency', 'fixed', 3, 180),\n    ('recency', 'fixed', 2, 365)",
    "('recency', 'target', 3, 180),\n    ('recency', 'target', 2, 365)",
    "klaviyo6, recency, score 2: a target has one line, that of score 3; the scores below part those who miss it equally",
    "'recency', 'target', 2",
  ],
  [
    "a target is no effort",
    "rfm_cuts/klaviyo6",
    "('frequency', 'quantile', 3, 0.666666),\n    ('frequency', 'quantile', 2, 0.333333)",
    "('frequency', 'target', 3, 0),\n    ('frequency', 'target', 2, null)",
    "klaviyo6, frequency, score 3: the line 0.0 is no target, since everybody reaches it",
    "'frequency', 'target', 3",
  ],
  [
    "a cut point is for no score",
    "rfm_cuts/rfm",
    "('frequency', 'quantile', 2, 0.2",
    "('frequency', 'quantile', 1, 0.2",
    "rfm, frequency, score 1: a cut point begins a score from 2 to 5",
    "'frequency', 'quantile', 1",
  ],
  [
    "a quantile is no share",
    "rfm_cuts/rfm",
    "'monetary', 'quantile', 5, 0.8",
    "'monetary', 'quantile', 5, 80",
    "rfm, monetary, score 5: the quantile 80.0 is no share between 0 and 1",
    "'monetary', 'quantile', 5",
  ],
  [
    "a cut point is missing",
    "rfm_cuts/rules",
    "'monetary', 'fixed', 4, 50000",
    "'monetary', 'fixed', 4, null",
    "rules, monetary, score 4 has no cut_at",
    "'monetary', 'fixed', 4",
  ],
  [
    "a cut point is no number",
    "rfm_cuts/rules",
    "'monetary', 'fixed', 4, 50000",
    "'monetary', 'fixed', 4, 'plenty'",
    'Conversion Error: Could not convert string "plenty" to DECIMAL',
    "'plenty'",
  ],
  [
    "quantiles are out of order",
    "rfm_cuts/rfm",
    "'monetary', 'quantile', 4, 0.6",
    "'monetary', 'quantile', 4, 0.9",
    "the cut points of rfm, monetary are out of order: 5 at 0.8, 4 at 0.9, 3 at 0.4, 2 at 0.2; a better score begins at a higher value",
    "'monetary', 'quantile', 5",
  ],
  [
    "days are out of order",
    "rfm_cuts/klaviyo6",
    "'fixed', 3, 180",
    "'fixed', 3, 365",
    "the cut points of klaviyo6, recency are out of order: 3 at 365.0, 2 at 365.0; a better score begins at fewer days",
    "'recency'",
  ],
  [
    "a score is left out",
    "rfm_cuts/rfm",
    "    ('monetary', 'quantile', 3, 0.4),\n",
    "",
    "rfm, monetary leaves out a score: it has cut points for 5 at 0.8, 4 at 0.6, 2 at 0.2",
    "'monetary'",
  ],
  [
    "methods are mixed",
    "rfm_cuts/rfm",
    "'monetary', 'quantile', 5, 0.8",
    "'monetary', 'fixed', 5, 8000",
    "rfm, monetary mixes methods: a measure has one, which parts all its scores",
    "'monetary', 'fixed', 5",
  ],
  [
    "a scale lacks a measure",
    "rfm_cuts/eight",
    ",\n    ('monetary', 'mean', 2)",
    "",
    "the scale eight has no cut points for monetary (or order_value)",
    "select",
  ],
  [
    "a scale has two measures for M",
    "rfm_cuts/eight",
    "('monetary', 'mean', 2)",
    "('monetary', 'mean', 2),\n    ('order_value', 'mean', 2)",
    "the scale eight has cut points for monetary and for order_value: its M score has one measure",
    "select",
  ],
  [
    "a score has two cut points",
    "rfm_cuts/eight",
    "('recency', 'mean', 2)",
    "('recency', 'mean', 2),\n    ('recency', 'mean', 2)",
    "thresholds.rfm_cuts has more than one row per scale, measure, score, or an empty one",
    "select",
  ],
  [
    "cut points are frozen at no snapshot",
    "rfm_cuts/rfm",
    "    cut_at,\nfrom",
    "    cut_at,\n    case measure when 'recency' then date '2025-06-15' end as frozen_as_of,\nfrom",
    "rfm, recency are frozen at 2025-06-15, which is no snapshot: the snapshots are the ends of the months from 2025-12-31 on",
    "'2025-06-15'",
  ],
  [
    "a column of a folder's file is misspelt",
    "segments/rf10",
    "    segment_rank,\n",
    "    segment_rank as rank,\n",
    '"rank" is not a column of thresholds.segments/rf10',
    "as rank",
  ],
  [
    "a value of a folder's file has another type",
    "segments/rf10",
    "('loyal', 2, 3, 4, 4, 5)",
    "('loyal', 2.5, 3, 4, 4, 5)",
    'segment_rank of thresholds.segments/rf10 holds "2.5", which is no whole number',
    "2.5",
  ],
  [
    "segments leave scores out",
    "segments/rf10",
    "('champions', 1, 5, 5, 4, 5)",
    "('champions', 1, 5, 5, 5, 5)",
    "preset rf10 leaves 541, 542, 543, 544, 545 without a segment (recency, frequency, monetary)",
    "select",
  ],
  [
    "segments overlap",
    "segments/klaviyo6",
    "('loyal', 2, 331)",
    "('loyal', 2, 331),\n    ('loyal', 2, 312)",
    "preset klaviyo6 puts 312 into more than one segment: loyal and recent",
    "'loyal'",
  ],
  [
    "segments overlap in many cells",
    "segments/rf10",
    "('potential_loyalist', 3, 4, 5, 2, 3)",
    "('potential_loyalist', 3, 4, 5, 1, 3)",
    "preset rf10 puts 411, 412, 413, 414, 415 into more than one segment: potential_loyalist and promising",
    "'potential_loyalist'",
  ],
  [
    "a segment can't be reached",
    "segments/rules",
    "('gold', 2, 2, 2, 2, 3, 4, 3, 4)",
    "('gold', 2, 2, 2, 2, 4, 4, 4, 4)",
    "preset rules has a segment that no scores lead to: gold",
    "'gold'",
  ],
  [
    "a better score leads to a worse segment",
    "segments/klaviyo6",
    "('at_risk', 4, 231)",
    "('at_risk', 5, 231)",
    "preset klaviyo6: at_risk has more than one rank",
    "'at_risk'",
  ],
  [
    "the ranks that the source's own list has",
    "segments/pymc5",
    "('top_spender', 2,",
    "('top_spender', 3,",
    "preset pymc5: better scores lead to a worse segment, for example from 143 (repeat, rank 2) to 144 (top_spender, rank 3); in all",
    "'top_spender'",
  ],
  [
    "ranks stand on their head",
    "segments/shopify11",
    "('new', 4, 5, 5, 1, 1)",
    "('new', 11, 5, 5, 1, 1)",
    "preset shopify11: better scores lead to a worse segment, for example from 411 (promising, rank 5) to 511 (new, rank 11); in all",
    "'new'",
  ],
  [
    "segments are of no scale",
    "segments/rf10",
    "    'rfm' as scale,\n",
    "",
    "preset rf10 names no scale: there are eight, klaviyo6, quarters, rfm, rules",
    "select",
  ],
  [
    "a scale is unknown",
    "segments/rf10",
    "'rfm' as scale",
    "'rmf' as scale",
    'preset rf10: there is no scale "rmf": there are eight, klaviyo6, quarters, rfm, rules',
    "select",
  ],
  [
    "the rows of a preset disagree about its scale",
    "segments/rf10",
    "'rfm' as scale",
    "case segment when 'loyal' then 'eight' else 'rfm' end as scale",
    "preset rf10: its scale, source, note and names are the same in every row, but here they differ",
    "select",
  ],
  [
    "a scale has too few scores for a preset",
    "segments/rf10",
    "'rfm' as scale",
    "'klaviyo6' as scale",
    "preset rf10 names scores up to R 5, F 5 and M 1, but its scale klaviyo6 has 3 of R, 3 of F and 3 of M; a file segments/rf10.sql without rows takes the preset away",
    "select",
  ],
  [
    "some rows have no turn",
    "segments/rules",
    "('standard', 3, 4,",
    "('standard', 3, null,",
    "preset rules: 1 of its 4 rows have no place in the order of trying them",
    "select",
  ],
  [
    "the mean of F and M decides beside F",
    "segments/shopify11",
    "    fm_to,\n",
    "    fm_to,\n    case segment when 'active' then 2 end as f_from,\n",
    "preset shopify11, active: where the mean of F and M decides, F and M alone do not",
    "'active'",
  ],
  [
    "a scale has too few scores for the mean",
    "segments/shopify11",
    "'rfm' as scale",
    "'rules' as scale",
    "preset shopify11 names scores up to R 5, F 5 and M 5, but its scale rules has 2 of R, 4 of F and 4 of M",
    "select",
  ],
  [
    "a segment has no name",
    "segments/rf10",
    "'cant_lose'",
    "' '",
    "preset rf10: a row has no segment",
    "' '",
  ],
  [
    "a segment's name is taken",
    "segments/rf10",
    "'cant_lose'",
    "'entered'",
    'preset rf10: "entered" already stands for something else: choose another name',
    "'entered'",
  ],
  [
    "a range begins above its end",
    "segments/rf10",
    "('cant_lose', 8, 1, 2, 5, 5)",
    "('cant_lose', 8, 2, 1, 5, 5)",
    "preset rf10, cant_lose: a range of scores begins above its end",
    "'cant_lose'",
  ],
  [
    "the preset in force is unknown",
    "segment_preset",
    "'rf10'",
    "'rf11'",
    'there is no segment preset "rf11": there are eight, klaviyo6, pymc5, r_rfm10, rf10, rules, shopify11',
    "",
  ],
  [
    "the pyramid in force is unknown",
    "pyramid",
    "'curry'",
    "'cheops'",
    'there is no pyramid "cheops": there are curry, heavy_medium_light, zeithaml',
    "",
  ],
  [
    "a level is unknown",
    "pyramid_levels",
    "'curry', 'large'",
    "'curry', 'lrage'",
    'pyramid curry has no level "lrage"',
    "'curry'",
  ],
  [
    "levels hold more than everyone",
    "pyramid_levels",
    "'medium', 3, 0.15",
    "'medium', 3, 0.95",
    "pyramid curry: the shares above its last level add up to 1.0, which leaves it nobody",
    "'curry'",
  ],
  [
    "no level takes the rest",
    "pyramid_levels",
    "'lead', 4, null",
    "'lead', 4, 0.2",
    "pyramid zeithaml: its last level, lead, takes the rest, so its share is null",
    "'zeithaml'",
  ],
  [
    "a middle level takes the rest",
    "pyramid_levels",
    "'gold', 2, 0.30",
    "'gold', 2, null",
    "pyramid zeithaml: gold, lead without a share, but only the last level takes the rest",
    "'zeithaml'",
  ],
  [
    "ranks of levels leave a gap",
    "pyramid_levels",
    "'light', 3, null",
    "'light', 4, null",
    "pyramid heavy_medium_light: the ranks of its 3 levels are not 1 to 3",
    "'heavy_medium_light'",
  ],
  [
    "stages are in each other's way",
    "lifecycle_limits",
    "365 as churned_after_days",
    "180 as churned_after_days",
    "churned_after_days (180) is not above dormant_after_days (180), so nobody would ever be dormant",
    "180 as churned_after_days",
  ],
  [
    "a limit is no number of days",
    "lifecycle_limits",
    "90 as new_within_days",
    "0 as new_within_days",
    "every limit in days is a number above 0",
    "",
  ],
  [
    "there are no snapshots",
    "calendar",
    "24 as snapshots",
    "0 as snapshots",
    "snapshots (0) is not a number from 1 to 60",
    "0 as snapshots",
  ],
  [
    "the window is empty",
    "calendar",
    "365 as window_days",
    "0 as window_days",
    "window_days (0) is neither a number from 1 to 36500 nor null for all history",
    "0 as window_days",
  ],
  [
    "a fiscal year begins in no month",
    "fiscal_year",
    "1 as first_month",
    "13 as first_month",
    "first_month (13) is not a month from 1 to 12",
    "13 as first_month",
  ],
  [
    "no order is plausible",
    "calendar",
    "null::date as latest_plausible_day",
    "date '1989-12-31' as latest_plausible_day",
    "earliest_plausible_day (1990-01-01) is after latest_plausible_day (1989-12-31)",
    "earliest_plausible_day",
  ],
  [
    "the currency is in small letters",
    "calendar",
    "'USD'",
    "'usd'",
    "reporting_currency (usd) is not three capital letters, such as USD or CNY",
    "'usd'",
  ],
  [
    "the share is in percent",
    "calendar",
    "0.05::double",
    "5",
    "most_rejected_share (5.0) is not a share from 0 to 1",
    "5 as most_rejected_share",
  ],
  [
    "no cell is small",
    "privacy",
    "5 as smallest_cell",
    "0 as smallest_cell",
    "smallest_cell (0) is not a number of 1 or more (1 hides nothing)",
    "",
  ],
  [
    "a status can't match",
    "order_statuses",
    "('void')",
    "('Void')",
    '"Void" never matches: write it "void"',
    "'Void'",
  ],
  [
    "what is at risk names no tier",
    "revenue_at_risk",
    "2 as lowest_tier_rank",
    "7 as lowest_tier_rank",
    "lowest_tier_rank (7) is no tier_rank of score_tiers.sql",
    "",
  ],
];

test.each(mistakes)("%s", async (_, file, text, replacement, message, line) => {
  const { error, named } = await mistakeOf(file, text, replacement);
  expect(error).toContain(`Error: ${message}`);
  expect(error).toContain(`in: thresholds/${file}.sql${line && ":"}`);
  expect(named).toContain(line);
  expect(error).toMatch(/\n {3}do: \S/);
});

/** The error of a build with these files in the overlay. */
async function errorOf(files: Record<string, string>): Promise<string> {
  made = await makeWarehouse({ "sources/orders.sql": ORDERS, ...files });
  return (await made.buildError()).replaceAll(`${made.overlay}/`, "");
}

test("two files give a segment two names", async () => {
  const named = (name: string) => `-- One row: everyone.
select 'eight' as scale, 'everyone' as segment, '${name}' as segment_en
`;
  const error = await errorOf({
    "thresholds/segments/ours.sql": named("Everyone"),
    "thresholds/segments/theirs.sql": named("All"),
  });
  expect(error).toContain(
    'Error: the segment everyone has more than one name (en): "All" in theirs, "Everyone" in ours',
  );
  expect(error).toContain("in: thresholds/segments/ours.sql:2");
});

test("more segments than can be told apart", async () => {
  const error = await errorOf({
    "thresholds/segments/many.sql": `-- One row per combination of scores.
select
    'rfm' as scale,
    's' || r || f as segment,
    r as r_from,
    r as r_to,
    f as f_from,
    f as f_to,
from range(1, 6) as r (r), range(1, 7) as f (f)
union all
select 'rfm', 's' || n, n, n, 1, 1 from range(2) as more (n)
`,
  });
  expect(error).toContain("Error: preset many has 32 segments: 31 are as many as can be told apart");
  expect(error).toContain("in: thresholds/segments/many.sql:2");
});

test("the file that says a folder's columns holds no rows", async () => {
  const error = await errorOf({
    "thresholds/segments.sql":
      "-- One row per block.\nselect 'rf10' as preset, 'rfm' as scale, 'champions' as segment, 1 as segment_rank\n",
  });
  expect(error).toContain(
    "Error: the rows of thresholds.segments stand in a folder, each file under its name",
  );
  expect(error).toContain("in: thresholds/segments.sql\n");
  expect(error).toContain("do: put them into thresholds/segments/NAME.sql, without the column that NAME is");
});

test("a folder that no threshold has", async () => {
  const error = await errorOf({ "thresholds/segment/house.sql": "-- One row.\nselect 'rfm' as scale\n" });
  expect(error).toContain('Error: there is no threshold with a folder "segment"');
  expect(error).toContain("in: thresholds/segment/house.sql\n");
});
