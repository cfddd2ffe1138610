import { readdirSync, readFileSync } from "node:fs";

/** What a process and those it started took, as Linux tells in /proc; null elsewhere. */
export interface TreeCost {
  /** The largest sum of their resident memory in bytes, sampled every 50 ms; pages they share count for each. */
  peakMemory: number | null;
  /** As of the last sample. */
  cpuSeconds: number | null;
}

/** Watches a process and all that it starts until `stop`. */
export function watchTree(pid: number): { stop(): TreeCost } {
  const cost: TreeCost = { peakMemory: null, cpuSeconds: null };
  const look = () => {
    const family = familyOf(pid);
    const samples = family.map(sample).filter((found) => found !== undefined);
    const memory = samples.reduce((sum, { resident }) => sum + resident, 0);
    const cpu = samples.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    const peakOfOne = Math.max(0, ...samples.map(({ peak }) => peak));
    if (samples.length === 0) return;
    cost.peakMemory = Math.max(cost.peakMemory ?? 0, memory, peakOfOne);
    cost.cpuSeconds = Math.max(cost.cpuSeconds ?? 0, cpu);
  };
  const timer = setInterval(look, 50);
  return {
    stop() {
      clearInterval(timer);
      return { ...cost };
    },
  };
}

function familyOf(pid: number): number[] {
  const family = [pid];
  for (const member of family) {
    for (const thread of attempt(() => readdirSync(`/proc/${member}/task`)) ?? []) {
      const children = read(`/proc/${member}/task/${thread}/children`).trim();
      if (children) family.push(...children.split(" ").map(Number));
    }
  }
  return family;
}

/** Linux counts processor time in hundredths of a second for every program. */
const TICKS = 100;

function sample(pid: number): { resident: number; peak: number; cpuSeconds: number } | undefined {
  const status = read(`/proc/${pid}/status`);
  // The name in brackets may hold blanks; what follows it counts from the third field.
  const fields = read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  const kilobytes = (name: string) => Number(status.match(new RegExp(`^${name}:\\s*(\\d+) kB`, "m"))?.[1]);
  const [resident, peak] = [kilobytes("VmRSS") * 1024, kilobytes("VmHWM") * 1024];
  if (Number.isNaN(resident)) return undefined;
  // Its own, in user and system mode, and that of its children which have ended.
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { resident, peak, cpuSeconds: ticks / TICKS };
}

function read(file: string): string {
  return attempt(() => readFileSync(file, "utf8")) ?? "";
}

/** A process may end between two looks at it. */
function attempt<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
