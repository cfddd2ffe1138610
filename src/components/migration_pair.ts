/** What a move is, as customers.tier_moves says. Sideways: between two segments or stages of which neither is better. */
export type Direction = "up" | "down" | "sideways" | "stayed" | "entered";

/** Customers of a tier at a snapshot, as marts.tier_sizes has them. */
export interface TierSize {
  model: string;
  as_of: Date;
  is_partial: boolean;
  tier: string;
  tier_rank: number;
  customers: number | null;
  revenue: number | null;
}

/** A row of marts.migration_rates: what became of the customers present at both snapshots. */
export interface MigrationRates {
  from_as_of: Date;
  to_as_of: Date;
  present: number | null;
  moved_up: number | null;
  moved_down: number | null;
  moved_sideways: number | null;
  stayed: number | null;
  entered: number | null;
}

/** The days of all snapshots, oldest first. */
export function snapshotDays(sizes: readonly TierSize[]): Date[] {
  return [...new Set(sizes.map(({ as_of }) => as_of.getTime()))]
    .sort((a, b) => a - b)
    .map((day) => new Date(day));
}

/** A model's tiers, best first. */
export function tiersOf(sizes: readonly TierSize[], model: string): string[] {
  const ranks = new Map(
    sizes.filter((size) => size.model === model).map(({ tier, tier_rank }) => [tier, tier_rank]),
  );
  return [...ranks].sort((a, b) => a[1] - b[1]).map(([tier]) => tier);
}

/** The sizes of a model's tiers at a snapshot, by tier. */
export function sizesAt(sizes: readonly TierSize[], model: string, day: Date): Map<string, TierSize> {
  return new Map(
    sizes
      .filter((size) => size.model === model && size.as_of.getTime() === day.getTime())
      .map((size) => [size.tier, size]),
  );
}

/** The days chosen as a pair, the earlier first; of two equal days the later one is moved on by a snapshot. */
export function pairOf(days: readonly Date[], from: string, to: string): [from: Date, to: Date] | undefined {
  const place = (day: string) => days.findIndex((each) => each.toISOString().startsWith(day));
  const [first, last] = [place(from), place(to)].sort((a, b) => a - b) as [number, number];
  if (days.length < 2 || first < 0) return undefined;
  const earlier = first === last && first === days.length - 1 ? first - 1 : first;
  const later = first === last ? earlier + 1 : last;
  const [a, b] = [days[earlier], days[later]];
  return a && b ? [a, b] : undefined;
}

/** The shares of those present at both snapshots; null where too few customers are concerned. */
export function sharesOf(rates: MigrationRates | undefined) {
  const of = (count: number | null | undefined) =>
    count == null || !rates?.present ? null : count / rates.present;
  const moved =
    rates && rates.moved_up !== null && rates.moved_down !== null && rates.moved_sideways !== null
      ? rates.moved_up + rates.moved_down + rates.moved_sideways
      : null;
  return {
    moved,
    migration: of(moved),
    upgrade: of(rates?.moved_up),
    downgrade: of(rates?.moved_down),
    sideways: of(rates?.moved_sideways),
    stayed: of(rates?.stayed),
  };
}
