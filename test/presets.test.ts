import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeWarehouse, type TestWarehouse } from "./warehouse/build.ts";

/** What domain.md and the presets' sources say, score by score; `.` is any score. */
const SOURCES: Readonly<Record<string, { codes: number; segments: Readonly<Record<string, string>> }>> = {
  rf10: {
    codes: 125,
    segments: {
      hibernating: "11. 12. 21. 22.",
      at_risk: "13. 14. 23. 24.",
      cant_lose: "15. 25.",
      about_to_sleep: "31. 32.",
      need_attention: "33.",
      loyal: "34. 35. 44. 45.",
      promising: "41.",
      new: "51.",
      potential_loyalist: "42. 43. 52. 53.",
      champions: "54. 55.",
    },
  },
  // High is 2, low is 1; in the order R, F, M.
  eight: {
    codes: 8,
    segments: {
      key_value: "222",
      key_develop: "212",
      key_keep: "122",
      key_win_back: "112",
      general_value: "221",
      general_develop: "211",
      general_keep: "121",
      general_win_back: "111",
    },
  },
  klaviyo6: {
    codes: 27,
    segments: {
      champions: "333 332 323",
      loyal: "321 322 331 232 233",
      recent: "312 313 311 222 223",
      needs_attention: "213 221 123 132 133",
      at_risk: "231 212 122 131 211",
      inactive: "111 112 113 121",
    },
  },
  // R 2 is 30 days at most; F 4, 3, 2 begin at 10, 5 and 3 orders; M 4, 3, 2 at 50,000, at 20,000 and above 5,000.
  rules: {
    codes: 32,
    segments: {
      platinum: "244",
      gold: "233 234 243",
      ordinary: "111 211",
      standard: "112 113 114 12. 13. 14. 212 213 214 22. 231 232 241 242",
    },
  },
};

let made: TestWarehouse;

beforeAll(async () => {
  made = await makeWarehouse({
    "sources/orders.sql":
      "-- One row per order.\nselect 1 as order_id, 'ann' as customer_id, '2025-12-31' as ordered_at, 10 as amount\n",
  });
  await made.build();
});

afterAll(() => made.remove());

/** Every combination of the scores of a preset's scale. */
const COMBINATIONS = `
  with levels as (
    select scale, measure, max(score) as highest from thresholds.rfm_cuts group by scale, measure
  ),
  combinations as (
    select
      presets.preset,
      presets.picks_first_match,
      r.score as r_score,
      f.score as f_score,
      m.score as m_score,
      (100 * r.score + 10 * f.score + m.score)::integer as code
    from thresholds.segment_presets as presets
    inner join levels as r_levels on r_levels.scale = presets.scale and r_levels.measure = 'recency'
    inner join levels as f_levels on f_levels.scale = presets.scale and f_levels.measure = 'frequency'
    inner join levels as m_levels on m_levels.scale = presets.scale and m_levels.measure = 'monetary'
    inner join range(1, 10) as r (score) on r.score <= r_levels.highest
    inner join range(1, 10) as f (score) on f.score <= f_levels.highest
    inner join range(1, 10) as m (score) on m.score <= m_levels.highest
  )`;

test("the shipped presets are these four", async () => {
  expect(await made.rows("select preset from thresholds.segment_presets order by preset")).toEqual(
    Object.keys(SOURCES)
      .sort()
      .map((preset) => [preset]),
  );
});

describe.each(Object.entries(SOURCES))("%s", (preset, { codes, segments }) => {
  test("every combination of scores has a segment", async () => {
    const found = await made.rows(`${COMBINATIONS}
      select combinations.code
      from combinations
      left join customers.segment_map as map on combinations.preset = map.preset and combinations.code = map.code
      where combinations.preset = '${preset}' and map.segment is null`);
    expect(found).toEqual([]);
    expect(
      await made.rows(
        `${COMBINATIONS} select count(*)::integer from combinations where preset = '${preset}'`,
      ),
    ).toEqual([[codes]]);
  });

  test("no combination belongs to two segments, unless the first match wins", async () => {
    const found = await made.rows(`${COMBINATIONS}
      select combinations.code, string_agg(segments.segment, ' ' order by segments.segment_rank)
      from combinations
      inner join thresholds.segments as segments
        on combinations.preset = segments.preset
        and combinations.r_score between segments.r_from and segments.r_to
        and combinations.f_score between segments.f_from and segments.f_to
        and combinations.m_score between segments.m_from and segments.m_to
      where combinations.preset = '${preset}' and not combinations.picks_first_match
      group by combinations.code
      having count(*) > 1`);
    expect(found).toEqual([]);
  });

  test("a combination has one segment in the end", async () => {
    const found = await made.rows(`
      select code from customers.segment_map where preset = '${preset}' group by code having count(*) > 1`);
    expect(found).toEqual([]);
  });

  test("every segment is reached", async () => {
    const found = await made.rows(`${COMBINATIONS}
      select segment from thresholds.segments where preset = '${preset}'
      except
      select map.segment
      from combinations
      inner join customers.segment_map as map on combinations.preset = map.preset and combinations.code = map.code
      where combinations.preset = '${preset}'`);
    expect(found).toEqual([]);
  });

  test("the segments are those of its source", async () => {
    const found = await made.rows(`${COMBINATIONS}
      select combinations.code::varchar, map.segment
      from combinations
      inner join customers.segment_map as map on combinations.preset = map.preset and combinations.code = map.code
      where combinations.preset = '${preset}'
      order by combinations.code`);
    const wanted = Object.entries(segments).flatMap(([segment, patterns]) =>
      patterns.split(" ").map((pattern) => ({ segment, pattern: new RegExp(`^${pattern}$`) })),
    );
    for (const [code, segment] of found) {
      const named = wanted.filter(({ pattern }) => pattern.test(String(code))).map((each) => each.segment);
      expect(named, `${preset} ${code}`).toEqual([segment]);
    }
    expect(found).toHaveLength(codes);
  });
});
