import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SingleModels, singleModels } from "./warehouse/single_models.ts";

/** The segment that a source names for scores, or undefined. */
type Published = (r: number, f: number, m: number) => string | undefined;

interface Preset {
  /** How many scores of R, F and M there are. */
  levels: [r: number, f: number, m: number];
  published: Published;
  /** The codes that the source leaves unnamed, as others have counted them. */
  holes: string;
  /** What the shipped file names them. */
  repairs: Readonly<Record<string, string>>;
  /** The segments by rank, the best first; those that share one stand together. */
  ranks: string;
}

/** Segments by the codes that a source lists for them; `.` is any score. */
function listed(segments: Readonly<Record<string, string>>): Published {
  const rules = Object.entries(segments).flatMap(([segment, patterns]) =>
    patterns.split(" ").map((pattern) => ({ segment, pattern: new RegExp(`^${pattern}$`) })),
  );
  return (...scores) => {
    const named = rules.filter(({ pattern }) => pattern.test(scores.join("")));
    if (new Set(named.map(({ segment }) => segment)).size > 1) throw new Error(`two at ${scores}`);
    return named[0]?.segment;
  };
}

/** Intervals of R, F and M that are tried in turn, as the R package's rfm_segment does. */
function tried(intervals: readonly (readonly [string, ...number[]])[]): Published {
  return (...scores) =>
    intervals.find(([, ...ends]) =>
      scores.every((score, axis) => score >= (ends[2 * axis] ?? 0) && score <= (ends[2 * axis + 1] ?? 9)),
    )?.[0];
}

/** Written from the sources, not from the files that are tested. */
const PRESETS: Readonly<Record<string, Preset>> = {
  rf10: {
    levels: [5, 5, 5],
    published: listed({
      hibernating: "[12][12].",
      at_risk: "[12][34].",
      cant_lose: "[12]5.",
      about_to_sleep: "3[12].",
      need_attention: "33.",
      loyal: "[34][45].",
      promising: "41.",
      new: "51.",
      potential_loyalist: "[45][23].",
      champions: "5[45].",
    }),
    holes: "",
    repairs: {},
    ranks:
      "champions > loyal > potential_loyalist > new > promising > need_attention > about_to_sleep > cant_lose > at_risk > hibernating",
  },
  // High is 2, low is 1; in the order R, F, M.
  eight: {
    levels: [2, 2, 2],
    published: listed({
      key_value: "222",
      key_develop: "212",
      key_keep: "122",
      key_win_back: "112",
      general_value: "221",
      general_develop: "211",
      general_keep: "121",
      general_win_back: "111",
    }),
    holes: "",
    repairs: {},
    ranks:
      "key_value > key_develop > key_keep > key_win_back > general_value > general_develop > general_keep > general_win_back",
  },
  klaviyo6: {
    levels: [3, 3, 3],
    published: listed({
      champions: "333 332 323",
      loyal: "321 322 331 232 233",
      recent: "312 313 311 222 223",
      needs_attention: "213 221 123 132 133",
      at_risk: "231 212 122 131 211",
      inactive: "111 112 113 121",
    }),
    holes: "",
    repairs: {},
    ranks: "champions > loyal > recent > at_risk = needs_attention > inactive",
  },
  // R 2 is 30 days at most; F 4, 3, 2 begin at 10, 5 and 3 orders; M 4, 3, 2 at 50,000, at 20,000 and above 5,000.
  rules: {
    levels: [2, 4, 4],
    published: (r, f, m) => {
      if (r === 2 && f === 4 && m === 4) return "platinum";
      if (r === 2 && f >= 3 && m >= 3) return "gold";
      return f === 1 && m === 1 ? "ordinary" : "standard";
    },
    holes: "",
    repairs: {},
    ranks: "platinum > gold > standard > ordinary",
  },
  // As two open-source rebuilds of Shopify's groups have it, with the mean of F and M as it is: 2.5 is above 2.
  shopify11: {
    levels: [5, 5, 5],
    published: (r, f, m) => {
      const fm = (f + m) / 2;
      if (r <= 2) return fm <= 2 ? "dormant" : fm <= 4 ? "at_risk" : "previously_loyal";
      if (r === 3) return fm <= 2 ? "almost_lost" : fm <= 3 ? "needs_attention" : "loyal";
      if (r === 4) return fm <= 1 ? "promising" : fm <= 3 ? "active" : "loyal";
      return fm <= 1 ? "new" : fm <= 3 ? "active" : "champions";
    },
    holes: "",
    repairs: {},
    ranks:
      "champions > loyal > active > new > promising > needs_attention > previously_loyal > at_risk > almost_lost > dormant",
  },
  // rfm 0.3.0, the example of ?rfm_segment: recency_lower, recency_upper, frequency_lower … in the order of segment_names.
  r_rfm10: {
    levels: [5, 5, 5],
    published: tried([
      ["champions", 5, 5, 5, 5, 5, 5],
      ["potential_loyalist", 3, 5, 3, 5, 2, 5],
      ["loyal", 2, 4, 2, 4, 2, 4],
      ["promising", 3, 4, 1, 3, 3, 5],
      ["new", 4, 5, 1, 3, 1, 5],
      ["cant_lose", 1, 2, 3, 4, 4, 5],
      ["at_risk", 1, 2, 2, 5, 4, 5],
      ["need_attention", 1, 3, 3, 5, 3, 5],
      ["about_to_sleep", 2, 3, 1, 3, 1, 4],
      ["lost", 1, 1, 1, 5, 1, 5],
    ]),
    holes: "215 241 251 252 341 351 441 451 541 551",
    repairs: {
      potential_loyalist: "341 351 441 451 541 551",
      loyal: "241",
      need_attention: "251 252",
      about_to_sleep: "215",
    },
    ranks:
      "champions > potential_loyalist > loyal = promising = new = cant_lose = at_risk = need_attention > about_to_sleep > lost",
  },
  // pymc_marketing/clv/utils.py, _default_rfm_segment_config.
  pymc5: {
    levels: [4, 4, 4],
    published: listed({
      premium: "334 443 444 344 434 433 343 333",
      repeat: "244 234 232 332 143 233 243",
      top_spender: "424 414 144 314 324 124 224 423 413 133 323 313 134",
      at_risk: "422 223 212 122 222 132 322 312 412 123 214",
      inactive: "411 111 113 114 112 211 311",
    }),
    holes: "121 131 141 142 213 221 231 241 242 321 331 341 342 421 431 432 441 442",
    repairs: {
      repeat: "242 331 341 342 431 432 441 442",
      at_risk: "142 213 221 231 241 321 421",
      inactive: "121 131 141",
    },
    ranks: "premium > repeat = top_spender > at_risk > inactive",
  },
};

let models: SingleModels;

beforeAll(async () => {
  models = await singleModels();
  await models.run(
    "thresholds.rfm_cuts",
    "thresholds.segment_preset",
    "thresholds.segments",
    "thresholds.segment_presets",
    "customers.scale_levels",
    "customers.preset_segments",
    "customers.segment_matches",
    "customers.segment_map",
    "marts.preset_proofs",
    "marts.segment_maps",
  );
});

afterAll(() => models.close());

function codesOf([r, f, m]: Preset["levels"]): [number, number, number][] {
  const up = (to: number) => Array.from({ length: to }, (_, index) => index + 1);
  return up(r).flatMap((r) => up(f).flatMap((f) => up(m).map((m): [number, number, number] => [r, f, m])));
}

test("the shipped presets are these", async () => {
  expect(await models.rows("select preset from marts.preset_proofs order by preset")).toEqual(
    Object.keys(PRESETS)
      .sort()
      .map((preset) => [preset]),
  );
});

describe.each(Object.entries(PRESETS))("%s", (preset, { levels, published, holes, repairs, ranks }) => {
  const codes = codesOf(levels);
  const unnamed = codes.filter((scores) => published(...scores) === undefined);

  test("the source names all combinations but these", () => {
    expect(unnamed.map((scores) => scores.join("")).join(" ")).toBe(holes);
  });

  test("every combination has the segment of its source, and holes are named and marked", async () => {
    const found = await models.rows(
      `select r_score, f_score, m_score, segment, is_repair from marts.segment_maps
       where preset = '${preset}' order by r_score, f_score, m_score`,
    );
    const repaired = listed(repairs);
    expect(found).toEqual(
      codes.map((scores) => {
        const source = published(...scores);
        return [...scores, source ?? repaired(...scores), source === undefined];
      }),
    );
  });

  test("the proof holds, and says how many combinations were repaired", async () => {
    const found = await models.rows(
      `select combinations, uncovered, ambiguous, unreachable, falls, repaired from marts.preset_proofs
       where preset = '${preset}'`,
    );
    expect(found).toEqual([[codes.length, 0, 0, 0, 0, unnamed.length]]);
  });

  test("a better score never leads to a worse rank, whatever the combinations", async () => {
    const order = ranks.split(" > ").map((rank) => rank.split(" = "));
    const named = await models.rows(
      `select segment, segment_rank from customers.preset_segments where preset = '${preset}' order by place`,
    );
    expect(named.map(([, rank]) => rank)).toEqual(
      order.flatMap((segments, index) => segments.map(() => index + 1)),
    );
    for (const [index, segments] of order.entries())
      expect(named.filter(([, rank]) => rank === index + 1).map(([segment]) => segment)).toEqual(segments);

    const rankOf = new Map(named.map(([segment, rank]) => [segment, Number(rank)]));
    const repaired = listed(repairs);
    const rankAt = (scores: [number, number, number]) =>
      rankOf.get(published(...scores) ?? repaired(...scores) ?? "") ?? Number.NaN;
    for (const lower of codes)
      for (const higher of codes)
        if (lower.every((score, axis) => score <= (higher[axis] ?? 0)))
          expect(rankAt(higher), `${lower} to ${higher}`).toBeLessThanOrEqual(rankAt(lower));
  });
});

test.each([
  // 221 needs attention, and 231, with more orders, is at risk; but 122 is at risk, and 123 needs attention.
  ["klaviyo6", "at_risk", "needs_attention"],
  ["pymc5", "repeat", "top_spender"],
  ["r_rfm10", "at_risk", "cant_lose"],
])(
  "in %s better scores lead from %s to %s and back, so that neither ranks above",
  async (preset, one, other) => {
    const [row = []] = await models.rows(
      `select one_segment, other_segment, there_from, there_to, back_from, back_to from marts.preset_proofs
     where preset = '${preset}'`,
    );
    expect(row.slice(0, 2)).toEqual([one, other]);
    const { published } = PRESETS[preset] as Preset;
    const digits = (code: unknown) => String(code).split("").map(Number) as [number, number, number];
    const [thereFrom, thereTo, backFrom, backTo] = row.slice(2).map(digits) as [
      [number, number, number],
      [number, number, number],
      [number, number, number],
      [number, number, number],
    ];
    expect([published(...thereFrom), published(...thereTo)]).toEqual([one, other]);
    expect([published(...backFrom), published(...backTo)]).toEqual([other, one]);
    for (const [from, to] of [
      [thereFrom, thereTo],
      [backFrom, backTo],
    ] as const)
      expect(from.every((score, axis) => score <= (to[axis] ?? 0))).toBe(true);
  },
);

test("the mean of F and M rounds halves up", async () => {
  expect(
    await models.rows(
      `select f_score, m_score, fm_score from marts.segment_maps
       where preset = 'shopify11' and r_score = 1 and f_score <= 2 order by all`,
    ),
  ).toEqual([
    [1, 1, 1],
    [1, 2, 2],
    [1, 3, 2],
    [1, 4, 3],
    [1, 5, 3],
    [2, 1, 2],
    [2, 2, 2],
    [2, 3, 3],
    [2, 4, 3],
    [2, 5, 4],
  ]);
  expect(
    await models.rows("select count(fm_score) from marts.segment_maps where preset <> 'shopify11'"),
  ).toEqual([["0"]]);
});
