import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * Makes the macros that say what a customer is: one definition each, for the state of a customer at a snapshot and for
 * what it would have been (under an earlier snapshot's cut points, or without the newest orders). They cost little where limits are literals.
 * Nothing may be null: customers.limits has a value that nobody reaches for a cut point that a scale lacks, and who has
 * lapsed ordered very long ago.
 */
export async function makeScoring(connection: DuckDBConnection): Promise<void> {
  for (const macro of scoringMacros()) await connection.run(`create or replace macro ${macro}`);
}

/** Their texts: loaders/moves/scoring.ts says the same in TypeScript. */
export function scoringMacros(): string[] {
  return [
    // Scores 1 to 5 where less is better (days since the last sale).
    `score_of_few(value, at5, at4, at3, at2) as case
        when value <= at5 then 5 when value <= at4 then 4 when value <= at3 then 3 when value <= at2 then 2 else 1
    end`,
    // Scores 1 to 5 where more is better; without a sale in the window: 1.
    `score_of_many(value, frequency, at5, at4, at3, at2) as case
        when frequency = 0 then 1
        when value >= at5 then 5 when value >= at4 then 4 when value >= at3 then 3 when value >= at2 then 2 else 1
    end`,
    // Whole numbers written one after the other: looked up by place they cost a tenth of a join or of a text.
    "number_at(numbers, place) as (string_split(numbers, ' ')::smallint[])[place]",
    // The number of a tier (customers.tier_numbers) by three scores: one per triple of scores, in order.
    "number_by_scores(numbers, r, f, m) as number_at(numbers, 25 * r + 5 * f + m - 30)",
    // The tier at a place of a history as in customers.score_tier_paths.
    "tier_at(history, place) as history[(place - 1) // 5 + 1] >> (6 * ((place - 1) % 5)) & 7",
    // Revenue per order, cut to whole ten-thousandths; 0 without an order.
    `value_per_order(revenue, orders) as case
        when orders > 0
            then (((revenue::decimal(38, 4) * 10000)::hugeint // orders)::decimal(38, 0) * 0.0001)::decimal(18, 4)
        else 0
    end`,
    // 1 is the highest level, lowest_rank + 1 without revenue.
    `pyramid_rank_of(revenue, p1, p2, p3, p4, p5, lowest_rank) as case
        when revenue <= 0 then lowest_rank + 1
        when revenue >= p1 then 1
        when revenue >= p2 then least(lowest_rank, 2)
        when revenue >= p3 then least(lowest_rank, 3)
        when revenue >= p4 then least(lowest_rank, 4)
        when revenue >= p5 then least(lowest_rank, 5)
        else lowest_rank
    end`,
    // The code of customers.tiers; first match wins. Exact, since a rate of growth has four decimals at most.
    `lifecycle_rank_of(
        recency_days, gap_days, is_new, growth_revenue, growth_base,
        churned_after_days, dormant_after_days, reactivated_within_days, reactivated_gap_days, growth_rate
    ) as case
        when recency_days > churned_after_days then 7
        when recency_days > dormant_after_days then 6
        when is_new then 2
        when recency_days <= reactivated_within_days and gap_days > reactivated_gap_days then 5
        when growth_revenue > growth_base
            and growth_revenue >= growth_base::decimal(28, 4) * (1 + growth_rate::decimal(8, 4))::decimal(10, 4) then 3
        else 4
    end`,
    // How many of up to 31 edges, lowest first, are at or below a value: for cubes that are cut at them. As a struct of
    // one row they cost nothing to look at; as a list they do, for every customer.
    `edges_of(list, beyond) as {${places.map((place) => `e${place}: coalesce(list[${place}], beyond)`).join(", ")}}`,
    `edges_reached(value, edges) as ${search("edges.e")}`,
    // The same for so many times a base above 0, without dividing.
    `multiples_reached(value, base, edges) as ${search("base::decimal(28, 4) * edges.e")}`,
    // Stages have no order but this one, see customers.tier_levels; 1 is the best.
    `lifecycle_level_of(rank) as case when rank = 1 then 4 when rank = 6 then 2 when rank = 7 then 3 else 1 end`,
    // Why a tier's number changed, see customers.migration: 0 it did not, 1 behaviour, 2 time, 3 threshold drift.
    // drifted: the number under the earlier cut points; still: that without the orders since.
    `reason_of(before, after, drifted, still) as case
        when before = after or before = 0 then 0
        when drifted = before then 3
        when still <> before and (still < before) = (drifted < before) then 2
        else 1
    end`,
    // The same where tiers share a level, or have none (0): levels are looked up by number. A move within a
    // level has no way up or down; there only the very same move counts as the same way.
    "level_of(levels, number) as number_at(levels, number)",
    `way_of(levels, before, after) as case
        when level_of(levels, before) * level_of(levels, after) = 0 then 0
        else sign(level_of(levels, after) - level_of(levels, before))
    end`,
    `leveled_reason_of(before, after, drifted, still, levels) as case
        when before = after or before = 0 then 0
        when drifted = before then 3
        when still = before then 1
        when still = drifted then 2
        when way_of(levels, before, still) * way_of(levels, before, drifted) = 1 then 2
        else 1
    end`,
    // Stages have no cut points that drift; up and down are those of their levels.
    `stage_reason_of(before, after, still) as case
        when before = after then 0
        when still <> before and (
            still = after or (
                lifecycle_level_of(still) <> lifecycle_level_of(before)
                and lifecycle_level_of(after) <> lifecycle_level_of(before)
                and (lifecycle_level_of(still) < lifecycle_level_of(before))
                = (lifecycle_level_of(after) < lifecycle_level_of(before))
            )
        ) then 2
        else 1
    end`,
  ];
}

const places = Array.from({ length: 31 }, (_, index) => index + 1);

/** Halves, since comparing with one edge after the other costs three times as much. */
function search(edge: string, from = 0, to = places.length): string {
  if (from === to) return `${from}::utinyint`;
  const middle = (from + to + 1) >> 1;
  const [below, above] = [search(edge, from, middle - 1), search(edge, middle, to)];
  return `case when value < ${edge}${middle} then ${below} else ${above} end`;
}
