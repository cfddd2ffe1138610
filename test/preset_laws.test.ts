import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SingleModels, singleModels } from "./warehouse/single_models.ts";

interface Block {
  segment: number;
  /** From and to for R, F and M, or for R and the mean of F and M; null is any. */
  ranges: ([from: number, to: number] | null)[];
  tried: number;
}

interface Preset {
  levels: [r: number, f: number, m: number];
  /** Of each segment; null is in no order. */
  ranks: (number | null)[];
  blocks: Block[];
  isTried: boolean;
  readsMean: boolean;
}

const level = fc.integer({ min: 1, max: 4 });
const range = fc.option(
  fc.tuple(level, level).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  { freq: 4 },
);
// Few segments of few scores, so that presets that hold and presets that fail in one way only are both common.
const preset: fc.Arbitrary<Preset> = fc.record({
  levels: fc.tuple(level, level, level).map(([r, f, m]): Preset["levels"] => [r, f, m]),
  ranks: fc.array(fc.option(fc.integer({ min: 1, max: 3 }), { freq: 5 }), { minLength: 4, maxLength: 4 }),
  blocks: fc
    .array(fc.record({ segment: fc.nat(3), ranges: fc.tuple(range, range, range) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((blocks) => blocks.map((block, index) => ({ ...block, tried: index + 1 }))),
  isTried: fc.boolean(),
  readsMean: fc.boolean(),
});

let models: SingleModels;

beforeAll(async () => {
  models = await singleModels();
  await models.run("thresholds.segments", "thresholds.segment_preset");
});

afterAll(() => models.close());

const RELATIONS = [
  "thresholds.segment_presets",
  "customers.scale_levels",
  "customers.preset_segments",
  "customers.segment_matches",
  "customers.segment_map",
  "checks.segments_share_the_scores",
  "checks.segments_stand_in_order",
  "marts.preset_proofs",
];

/** Puts a preset in the place of all others and says what the warehouse proves of it. */
async function proved({ levels, ranks, blocks, isTried, readsMean }: Preset) {
  const columns = readsMean ? ["r", "fm"] : ["r", "f", "m"];
  const rows = blocks.map(({ segment, ranges, tried }) => {
    const ends = columns.flatMap((_, axis): (string | number)[] => ranges[axis] ?? ["null", "null"]);
    return `('s${segment}', ${ranks[segment]}, ${isTried ? tried : "null"}, ${ends.join(", ")})`;
  });
  const names = columns.flatMap((column) => [`${column}_from`, `${column}_to`]);
  await models.give(
    "thresholds.segments",
    `select
       'made' as preset, 'made' as scale, null::varchar as source, null::varchar as note,
       null::varchar as preset_en, null::varchar as preset_zh, segment,
       segment_rank::integer as segment_rank, tried::integer as tried,
       ${["r", "f", "m", "fm"]
         .flatMap((column) => [`${column}_from`, `${column}_to`])
         .map((name) => `${names.includes(name) ? name : "null"}::integer as ${name}`)
         .join(", ")},
       false as is_repair
     from (values ${rows.join(", ")}) as rows (segment, segment_rank, tried, ${names.join(", ")})`,
  );
  await models.give("thresholds.segment_preset", "select 'made' as preset");
  const cuts = ["recency", "frequency", "monetary"].flatMap((measure, axis) =>
    Array.from({ length: levels[axis] ?? 1 }, (_, index) => `('made', '${measure}', ${index + 1})`),
  );
  await models.give(
    "thresholds.rfm_cuts",
    `from (values ${cuts.join(", ")}) as rows (scale, measure, score)`,
  );
  await models.run(...RELATIONS);
  const [proof = []] = await models.rows(
    "select combinations, uncovered, ambiguous, unreachable, falls from marts.preset_proofs",
  );
  const [[shares, order] = []] = await models.rows(
    "select (select count(*) from checks.segments_share_the_scores), (select count(*) from checks.segments_stand_in_order)",
  );
  return { proof, sharesTheScores: Number(shares) === 0, standsInOrder: Number(order) === 0 };
}

/** The same, from the definitions. */
function expected({ levels, ranks, blocks, isTried, readsMean }: Preset) {
  const up = (to: number) => Array.from({ length: to }, (_, index) => index + 1);
  const codes = up(levels[0]).flatMap((r) =>
    up(levels[1]).flatMap((f) => up(levels[2]).map((m): [number, number, number] => [r, f, m])),
  );
  const matching = ([r, f, m]: [number, number, number]) => {
    const scores = readsMean ? [r, Math.round((f + m) / 2)] : [r, f, m];
    return blocks.filter(({ ranges }) =>
      scores.every((score, axis) => {
        const [from, to] = ranges[axis] ?? [1, 9];
        return score >= from && score <= to;
      }),
    );
  };
  const distinct = (found: Block[]) => [...new Set(found.map(({ segment }) => segment))];
  // Of segments of which none is tried first the warehouse has to name one all the same: the first by name.
  const segmentOf = (code: [number, number, number]) => {
    const found = matching(code);
    return isTried ? found[0]?.segment : distinct(found).sort()[0];
  };
  const reached = new Set(codes.map(segmentOf));
  const pairs = codes.flatMap((lower) =>
    codes
      .filter((higher) => lower.every((score, axis) => score <= (higher[axis] ?? 0)))
      .map((higher) => [lower, higher] as const),
  );
  const rankAt = (code: [number, number, number]) => {
    const segment = segmentOf(code);
    return segment === undefined ? null : (ranks[segment] ?? null);
  };
  const uncovered = codes.filter((code) => matching(code).length === 0).length;
  const ambiguous = isTried ? 0 : codes.filter((code) => distinct(matching(code)).length > 1).length;
  const unreachable = distinct(blocks).filter((segment) => !reached.has(segment)).length;
  const falls = pairs.filter(([lower, higher]) => {
    const [before, after] = [rankAt(lower), rankAt(higher)];
    return before !== null && after !== null && after > before;
  }).length;
  return {
    proof: [codes.length, uncovered, ambiguous, unreachable, falls],
    sharesTheScores: uncovered + ambiguous + unreachable === 0,
    standsInOrder: falls === 0,
  };
}

test("a preset is proved to hold, or to fail, as the definitions have it", async () => {
  const seen = { holds: 0, uncovered: 0, ambiguous: 0, unreachable: 0, falls: 0 };
  await fc.assert(
    fc.asyncProperty(preset, async (made) => {
      const found = await proved(made);
      const wanted = expected(made);
      expect(found.proof).toEqual(wanted.proof);
      expect(found.sharesTheScores).toBe(wanted.sharesTheScores);
      expect(found.standsInOrder).toBe(wanted.standsInOrder);
      const [, uncovered = 0, ambiguous = 0, unreachable = 0, falls = 0] = wanted.proof;
      if (wanted.sharesTheScores && wanted.standsInOrder) ++seen.holds;
      if (uncovered > 0) ++seen.uncovered;
      if (ambiguous > 0) ++seen.ambiguous;
      if (unreachable > 0) ++seen.unreachable;
      if (falls > 0) ++seen.falls;
    }),
    // The seed makes every kind of failure occur.
    { numRuns: 100, seed: 11 },
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
}, 300_000);
