/** What a piece of work took. */
export interface Cost {
  seconds: number;
  /** Of all threads of this process: on a machine that others use too, the truer figure. */
  cpuSeconds: number;
}

/** Does `work` and tells its cost beside its result. */
export async function meter<Result>(work: () => Promise<Result>): Promise<{ cost: Cost; result: Result }> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - start) / 1000;
  return { cost: { seconds, cpuSeconds: (user + system) / 1e6 }, result };
}

/** The middle one by `measure`, the lower of two. */
export function middle<Item>(items: readonly Item[], measure: (item: Item) => number): Item {
  const sorted = [...items].sort((left, right) => measure(left) - measure(right));
  const found = sorted[Math.floor((sorted.length - 1) / 2)];
  if (found === undefined) throw new RangeError("there is no middle of nothing");
  return found;
}
