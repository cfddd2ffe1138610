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
    "rfm_cuts",
    "('rfm', 'recency', 'quantile', 5,",
    "('rfm', 'recent', 'quantile', 5,",
    '"recent" is no measure: there are recency, frequency and monetary',
    "'recent'",
  ],
  [
    "a method is unknown",
    "rfm_cuts",
    "'quantile', 5, 0.2",
    "'qantile', 5, 0.2",
    'rfm, recency, score 5: "qantile" is no method: there are quantile, fixed and mean',
    "'qantile'",
  ],
  [
    "a method is not there yet",
    "rfm_cuts",
    "'quantile', 5, 0.2",
    "'natural', 5, 0.2",
    "rfm, recency, score 5: the method natural is not there yet: choose quantile, fixed or mean",
    "'natural'",
  ],
  [
    "a cut point is for no score",
    "rfm_cuts",
    "('rfm', 'frequency', 'quantile', 2, 0.2",
    "('rfm', 'frequency', 'quantile', 1, 0.2",
    "rfm, frequency, score 1: a cut point begins a score from 2 to 5",
    "'frequency', 'quantile', 1",
  ],
  [
    "a quantile is no share",
    "rfm_cuts",
    "'monetary', 'quantile', 5, 0.8",
    "'monetary', 'quantile', 5, 80",
    "rfm, monetary, score 5: the quantile 80.0 is no share between 0 and 1",
    "'monetary', 'quantile', 5",
  ],
  [
    "a cut point is missing",
    "rfm_cuts",
    "'monetary', 'fixed', 4, 50000",
    "'monetary', 'fixed', 4, null",
    "rules, monetary, score 4 has no cut_at",
    "'monetary', 'fixed', 4",
  ],
  [
    "quantiles are out of order",
    "rfm_cuts",
    "'monetary', 'quantile', 4, 0.6",
    "'monetary', 'quantile', 4, 0.9",
    "the cut points of rfm, monetary are out of order: 5 at 0.8, 4 at 0.9, 3 at 0.4, 2 at 0.2; a better score begins at a higher value",
    "'monetary', 'quantile', 5",
  ],
  [
    "days are out of order",
    "rfm_cuts",
    "'fixed', 3, 180",
    "'fixed', 3, 365",
    "the cut points of klaviyo6, recency are out of order: 3 at 365.0, 2 at 365.0; a better score begins at fewer days",
    "'klaviyo6', 'recency'",
  ],
  [
    "a score is left out",
    "rfm_cuts",
    "    ('rfm', 'monetary', 'quantile', 3, 0.4, null),\n",
    "",
    "rfm, monetary leaves out a score: it has cut points for 5 at 0.8, 4 at 0.6, 2 at 0.2",
    "'rfm', 'monetary'",
  ],
  [
    "methods are mixed",
    "rfm_cuts",
    "'monetary', 'quantile', 5, 0.8",
    "'monetary', 'fixed', 5, 8000",
    "rfm, monetary mixes methods: a measure has one, which parts all its scores",
    "'monetary', 'fixed', 5",
  ],
  [
    "a scale lacks a measure",
    "rfm_cuts",
    "    ('eight', 'monetary', 'mean', 2, null, null),\n",
    "",
    'the scale "eight", which the segment preset eight needs, has no cut points for monetary',
    "",
  ],
  [
    "cut points are frozen at no snapshot",
    "rfm_cuts",
    "'quantile', 5, 0.2, null),\n    ('rfm', 'recency', 'quantile', 4, 0.4, null),\n    ('rfm', 'recency', 'quantile', 3, 0.6, null),\n    ('rfm', 'recency', 'quantile', 2, 0.8, null)",
    "'quantile', 5, 0.2, '2025-06-15'),\n    ('rfm', 'recency', 'quantile', 4, 0.4, '2025-06-15'),\n    ('rfm', 'recency', 'quantile', 3, 0.6, '2025-06-15'),\n    ('rfm', 'recency', 'quantile', 2, 0.8, '2025-06-15')",
    "rfm, recency are frozen at 2025-06-15, which is no snapshot: the snapshots are the ends of the months from 2025-12-31 on",
    "'2025-06-15'",
  ],
  [
    "segments overlap",
    "segments",
    "('rf10', 'champions', 1, 5, 5, 4, 5, 1, 5)",
    "('rf10', 'champions', 1, 4, 5, 4, 5, 5, 5)",
    "preset rf10 leaves 541, 542, 543, 544, 551, 552, 553, 554 without a segment",
    "'rf10'",
  ],
  [
    "segments overlap in one cell",
    "segments",
    "('rf10', 'need_attention', 6, 3, 3, 3, 3, 1, 5)",
    "('rf10', 'need_attention', 6, 3, 3, 3, 4, 5, 5),\n    ('rf10', 'about_to_sleep', 7, 3, 3, 3, 3, 1, 4)",
    "preset rf10 puts 345 into more than one segment: loyal and need_attention",
    "'loyal'",
  ],
  [
    "a segment can't be reached",
    "segments",
    "('rules', 'gold', 2, 2, 2, 3, 4, 3, 4)",
    "('rules', 'gold', 2, 2, 2, 4, 4, 4, 4)",
    "preset rules has a segment that no scores lead to: gold",
    "'gold'",
  ],
  [
    "a segment is unknown",
    "segments",
    "'cant_lose'",
    "'cannot_lose'",
    'preset rf10 has no segment "cannot_lose": it has champions, loyal,',
    "'cannot_lose'",
  ],
  [
    "segments are of no preset",
    "segments",
    "('rules', 'standard'",
    "('rule', 'standard'",
    '"rule" is no segment preset: add it to segment_presets.sql, or mend the name',
    "'rule'",
  ],
  [
    "two segments have one rank",
    "segments",
    "'loyal', 2, 3, 4",
    "'loyal', 1, 3, 4",
    "preset rf10: rank 1 belongs to more than one segment",
    "'champions'",
  ],
  [
    "the preset in force is unknown",
    "segment_preset",
    "'rf10'",
    "'rf11'",
    'there is no segment preset "rf11": there are eight, klaviyo6, rf10, rules',
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
