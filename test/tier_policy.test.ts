import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeScoring } from "../loaders/sql/scoring.ts";
import { awardTiers, Course, followPolicy, type TierRule } from "../loaders/sql/tier_policy.ts";
import { makeTierPolicyFunctions } from "../loaders/sql/tier_policy_functions.ts";

const rule = fc.record({
  qualificationMonths: fc.integer({ min: 0, max: 3 }),
  heldMonths: fc.integer({ min: 0, max: 6 }),
  graceMonths: fc.integer({ min: 0, max: 4 }),
  oneStepDown: fc.boolean(),
  refundReverses: fc.boolean(),
});
const policy = fc
  .integer({ min: 1, max: 4 })
  .chain((tiers) => fc.array(rule, { minLength: tiers, maxLength: tiers }));

/** A policy, and histories of its tiers; tiers tend to last, and some come late. */
const situation = policy.chain((rules) =>
  fc.record({
    rules: fc.constant(rules),
    isLastPartial: fc.boolean(),
    histories: fc.array(
      fc
        .tuple(
          fc.integer({ min: 0, max: 3 }),
          fc.array(
            fc.record({
              tier: fc.integer({ min: 1, max: rules.length }),
              months: fc.integer({ min: 1, max: 5 }),
              better: fc.integer({ min: 0, max: 3 }),
            }),
            { minLength: 6, maxLength: 12 },
          ),
        )
        .map(([late, spells]) => {
          const calculated = [
            ...new Array<number>(late).fill(0),
            ...spells.flatMap(({ tier, months }) => new Array<number>(months).fill(tier)),
          ];
          const unrefunded = [
            ...new Array<number>(late).fill(0),
            ...spells.flatMap(({ tier, months, better }) => [
              better > 0 && better < tier ? better : 0,
              ...new Array<number>(months - 1).fill(0),
            ]),
          ];
          // As many months for all, as in a calendar.
          const last = calculated.at(-1) ?? 1;
          const fill = (values: number[], value: number) =>
            Array.from({ length: 24 }, (_, place) => values[place] ?? value);
          return { months: 24, calculated: fill(calculated, last), unrefunded: fill(unrefunded, 0) };
        }),
      { minLength: 40, maxLength: 40 },
    ),
  }),
);

test("a query that passes over the months one by one awards the same", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const run = (sql: string) => connection.run(sql);
  await fc.assert(
    fc.asyncProperty(situation, async ({ rules, isLastPartial, histories }) => {
      await run(
        "create or replace table months (history integer, place integer, calculated integer, unrefunded integer)",
      );
      await run(
        "create or replace table rules (tier integer, q integer, held integer, grace integer, step boolean, refund boolean)",
      );
      await run(
        `insert into rules values ${rules.map((each, index) => `(${index + 1}, ${each.qualificationMonths}, ${each.heldMonths}, ${each.graceMonths}, ${each.oneStepDown}, ${each.refundReverses})`).join()}`,
      );
      await run(
        `insert into months values ${histories.flatMap(({ calculated, unrefunded }, history) => calculated.map((tier, place) => `(${history}, ${place + 1}, ${tier}, ${unrefunded[place]})`)).join()}`,
      );
      const rows = await connection.runAndReadAll(monthByMonth(isLastPartial));
      const found = histories.map((history) => awardTiers(history, rules, isLastPartial));
      expect(rows.getRowsJson().map(([, ...values]) => values)).toEqual(
        histories.map((_, index) => [
          found[index]?.join(""),
          avoidedIn(histories[index]?.calculated ?? [], found[index] ?? []),
        ]),
      );
      const avoided = histories.map((history) =>
        followPolicy(new Course().set(history, rules, isLastPartial), rules, () => undefined),
      );
      expect(avoided).toEqual(rows.getRowsJson().map(([, , count]) => count));
    }),
    { numRuns: 60 },
  );
  connection.closeSync();
}, 240_000);

/** Written apart from the product: each month joined with the one before. */
function monthByMonth(isLastPartial: boolean): string {
  const month = (place: string) =>
    isLastPartial ? `(case when ${place} = 24 then 23 else ${place} end)` : place;
  return `
    with recursive qualified as (
      select months.*, coalesce((
        select min(rules.tier) from rules
        where rules.tier = (select max(tier) from rules) or not exists (
          select 1 from months as earlier
          where earlier.history = months.history
            and (earlier.calculated = 0 or earlier.calculated > rules.tier)
            and earlier.place <= months.place
            and earlier.place >= case when rules.q = 0 then months.place else ${month("months.place")} - rules.q end
        )
      ), 0) as reached
      from months
    ),
    awarded as (
      select history, place, case when calculated > 0 then calculated else 0 end as tier, place as since, null::integer as below
      from qualified where place = 1
      union all
      select history, place, now,
        case when now <> tier then place else since end,
        case
          when now <> tier or calculated <= now then null
          when ${month("place")} - since < held then null
          else coalesce(below, place)
        end
      from (
        select next.history, next.place, next.calculated, before.tier, before.since, before.below, rules.held,
          case
            when next.calculated = 0 then 0
            when before.tier = 0 then next.reached
            when next.reached < before.tier then next.reached
            when next.calculated <= before.tier then before.tier
            when rules.refund and next.unrefunded between 1 and before.tier then next.calculated
            when ${month("next.place")} - before.since < rules.held then before.tier
            when greatest(0, ${month("next.place")} - coalesce(before.below, next.place)) < rules.grace then before.tier
            when rules.step then before.tier + 1
            else next.calculated
          end as now
        from awarded as before
        inner join qualified as next on next.history = before.history and next.place = before.place + 1
        left join rules on rules.tier = before.tier
      )
    ),
    compared as (
      select awarded.history, awarded.place, awarded.tier, months.calculated,
        lag(awarded.tier) over past as tier_before, lag(months.calculated) over past as calculated_before
      from awarded inner join months using (history, place)
      window past as (partition by awarded.history order by awarded.place)
    )
    select history, string_agg(tier::varchar, '' order by place),
      count(case when place > 12 and tier > 0 and tier = tier_before and calculated = tier and calculated_before <> tier then 1 end)::integer
    from compared group by history order by history`;
}

/** Flip-flops by their definition, over twelve months. */
function avoidedIn(calculated: readonly number[], awarded: readonly number[]): number {
  return awarded.filter(
    (tier, place) =>
      place >= 12 &&
      tier > 0 &&
      awarded[place - 1] === tier &&
      calculated[place] === tier &&
      calculated[place - 1] !== tier,
  ).length;
}

test("in SQL, histories are five snapshots a word, and policies share what they can", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await makeScoring(connection);
  makeTierPolicyFunctions(connection);
  await fc.assert(
    fc.asyncProperty(
      situation,
      fc.array(rule, { minLength: 3, maxLength: 3 }),
      async ({ rules, isLastPartial, histories }, others) => {
        const policies: TierRule[][] = [
          rules,
          ...others.map((other) => rules.map((own, tier) => (tier === 0 ? other : own))),
        ];
        policies.push(rules.map((each) => ({ ...each, refundReverses: !each.refundReverses })));
        const texts = policies.map((tiers) =>
          tiers
            .map((each) =>
              [
                each.qualificationMonths,
                each.heldMonths,
                each.graceMonths,
                +each.oneStepDown,
                +each.refundReverses,
              ].join(" "),
            )
            .join(","),
        );
        for (const history of histories.slice(0, 8)) {
          const words = [0, 1, 2, 3, 4].map((word) =>
            history.calculated
              .slice(5 * word, 5 * word + 5)
              .reduce(
                (sum, tier, place) =>
                  sum + (BigInt(tier + 8 * (history.unrefunded[5 * word + place] ?? 0)) << BigInt(6 * place)),
                0n,
              ),
          );
          const [row] = (
            await connection.runAndReadAll(`
            select
              policy_outcomes(history, '${texts.join(";")}', ${isLastPartial}),
              list_transform(range(1, 25), place -> tier_at(awarded_history(history, '${texts[0]}', ${isLastPartial}), place))
            from (select [${words.join()}]::integer[] as history)`)
          ).getRowsJson();
          const awarded = policies.map((tiers) => awardTiers(history, tiers, isLastPartial));
          const digits = [
            ...awarded.map((tiers) => tiers.at(-1)),
            ...awarded.map((tiers) => avoidedIn(history.calculated, tiers)),
          ];
          expect(row?.[0]).toBe(digits.join(""));
          expect(row?.[1]).toEqual(awarded[0]?.map(String));
        }
      },
    ),
    { numRuns: 15 },
  );
  connection.closeSync();
}, 240_000);

test("the policy shipped awards what is calculated", () => {
  fc.assert(
    fc.property(situation, ({ rules, isLastPartial, histories }) => {
      const none = rules.map(({ refundReverses }) => ({
        qualificationMonths: 0,
        heldMonths: 0,
        graceMonths: 0,
        oneStepDown: false,
        refundReverses,
      }));
      for (const history of histories)
        expect(awardTiers(history, none, isLastPartial)).toEqual(history.calculated);
    }),
  );
});
