import { textTable } from "../map/text_table.ts";
import { type Bar, barTable } from "./bars.ts";
import type { WarehouseBench } from "./bench_warehouse.ts";

/** What the warehouse may cost at most: times the floor, bytes, and share of a full build. */
export const WAREHOUSE_BARS = { ratio: 20, peakMemory: 6e9, rebuildShare: 1 / 3 };

const TOO_FEW =
  "The bars are meant for 20 million orders: with fewer, what running a model costs at all outweighs its rows.";

/** What a person reads at the end of `npm run bench`. */
export function reportWarehouse(bench: WarehouseBench, cores: number): string {
  const { rows, customers, snapshots, floor, build, rebuilds, peakMemory } = bench;
  const share = {
    most: WAREHOUSE_BARS.rebuildShare,
    text: (part: number) => `${(part * 100).toFixed(0)} %`,
  };
  const bars: Bar[] = [
    {
      what: "warehouse, times the floor",
      value: build.seconds / floor.seconds,
      most: WAREHOUSE_BARS.ratio,
      text: (ratio) => `${ratio.toFixed(1)}×`,
    },
    {
      what: "peak memory",
      value: peakMemory,
      most: WAREHOUSE_BARS.peakMemory,
      text: (bytes) => `${(bytes / 1e9).toFixed(2)} GB`,
    },
    ...rebuilds.map(({ threshold, seconds }) => ({
      what: `after an edit of ${threshold}, all of it`,
      value: seconds / build.seconds,
      ...share,
    })),
    ...rebuilds.map(({ threshold, page, firstSeconds }) => ({
      what: `after an edit of ${threshold}, first numbers on ${page}`,
      value: firstSeconds / build.seconds,
      ...share,
    })),
  ];
  const times = textTable(
    ["", "wall s", "CPU s", "models run", "first numbers, s"],
    [
      ["floor: group by customer", figure(floor.seconds), figure(floor.cpuSeconds), "", ""],
      ["warehouse", ...timesOf(build), ""],
      ...rebuilds.map((rebuild) => [
        `after an edit of ${rebuild.threshold}`,
        ...timesOf(rebuild),
        figure(rebuild.firstSeconds),
      ]),
      [
        "warehouse, times the floor",
        figure(build.seconds / floor.seconds),
        figure(build.cpuSeconds / floor.cpuSeconds),
        "",
        "",
      ],
    ],
  );
  const counts = [rows, customers].map((count) => count.toLocaleString("en-US"));
  return [
    `${cores} cores, ${counts[0]} orders of ${counts[1]} customers, ${snapshots} snapshots`,
    models(build),
    times,
    barTable(bars),
    ...(rows < 10_000_000 ? [TOO_FEW] : []),
  ].join("\n\n");
}

function timesOf({ seconds, cpuSeconds, ran }: WarehouseBench["build"]): string[] {
  return [figure(seconds), figure(cpuSeconds), String(ran.length)];
}

function figure(value: number): string {
  return value.toFixed(2).padStart(6);
}

/** The models by their time, those of less than a two-hundredth of the build together. */
function models({ ran }: WarehouseBench["build"]): string {
  const total = ran.reduce((sum, { ms }) => sum + ms, 0);
  const slow = ran.filter(({ ms }) => ms >= total / 200).sort((left, right) => right.ms - left.ms);
  const rest = total - slow.reduce((sum, { ms }) => sum + ms, 0);
  const line = (name: string, ms: number) => [
    name,
    figure(ms / 1000),
    `${((ms / total) * 100).toFixed(1)} %`.padStart(6),
  ];
  return textTable(
    ["model", "wall s", "share"],
    [
      ...slow.map(({ name, ms }) => line(name, ms)),
      line(`${ran.length - slow.length} others`, rest),
      line(`all ${ran.length}`, total),
    ],
  );
}
