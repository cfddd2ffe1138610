import { textTable } from "../map/text_table.ts";
import { type Bar, barTable } from "./bars.ts";
import type { PageWeight, SiteBench, Timing } from "./bench_site.ts";
import { middle } from "./meter.ts";

/** What the site may cost at most. Sizes are gzipped bytes, times seconds, memory bytes. */
export const SITE_BARS = {
  build: 25,
  buildMemory: 1.5e9,
  scripts: 350 * 1024,
  data: 150 * 1024,
  requests: 15,
  onTheLine: 0.9,
  slowed: 0.7,
  /** Milliseconds of script for a move of a line, in nine of ten. */
  move: 16,
  cubes: 200 * 1024,
};

/** What a person reads at the end of `npm run bench -- site`. */
export function reportSite({ build, demo, other, timings, moves }: SiteBench, cores: number): string {
  const all = [...demo, ...(other?.pages ?? [])];
  const largest = (measure: (page: PageWeight) => number) => Math.max(...all.map(measure));
  const bars: Bar[] = [
    { what: "demo, wall time", value: build.seconds, most: SITE_BARS.build, text: seconds(1) },
    ...(build.peakMemory === null
      ? []
      : [
          {
            what: "demo, peak memory",
            value: build.peakMemory,
            most: SITE_BARS.buildMemory,
            text: gigabytes,
          },
        ]),
    {
      what: "heaviest page, scripts",
      value: largest((page) => page.scripts),
      most: SITE_BARS.scripts,
      text: kilobytes,
    },
    {
      what: "heaviest page, data",
      value: largest((page) => page.data),
      most: SITE_BARS.data,
      text: kilobytes,
    },
    {
      what: "most requests of a page",
      value: largest((page) => page.requests),
      most: SITE_BARS.requests,
      text: String,
    },
    ...timings.map((timing) => ({
      what: `RFM grid visible, ${timing.locale}, ${situationOf(timing)}`,
      value: middle(timing.visible, (ms) => ms) / 1000,
      most: timing.bandwidth === undefined ? SITE_BARS.slowed : SITE_BARS.onTheLine,
      text: seconds(2),
    })),
    ...moves.flatMap(({ script, cubes }, index) => {
      const where = index === 0 ? "demo" : (other?.warehouse ?? "");
      return [
        {
          what: `What-if, script of a move, ${where}`,
          value: script[Math.floor(0.9 * script.length)] ?? 0,
          most: SITE_BARS.move,
          text: milliseconds,
        },
        { what: `What-if, cubes, ${where}`, value: cubes, most: SITE_BARS.cubes, text: kilobytes },
      ];
    }),
  ];
  const cpu = build.cpuSeconds === null ? "" : `, ${build.cpuSeconds.toFixed(1)} CPU s`;
  return [
    `${cores} cores. The demo from an installed clone: ${build.seconds.toFixed(1)} s${cpu}, ${
      build.peakMemory === null
        ? "peak memory not measured (no /proc on this system)"
        : `${gigabytes(build.peakMemory)} at most (resident memory of the process and those it started, every 50 ms)`
    }`,
    `Pages, gzipped, with an empty cache, over HTTP/1.1${other ? `; in brackets those of ${other.warehouse}` : ""}:`,
    pageTable(demo, other?.pages),
    `RFM grid, ms until it is visible and until it answers, each time in a fresh browser context:`,
    textTable(
      ["language", "situation", "grid", "median", "of"],
      timings.flatMap((timing) =>
        (["visible", "alive"] as const).map((state) => [
          timing.locale,
          situationOf(timing),
          state === "visible" ? "visible" : "answers",
          middle(timing[state], (ms) => ms).toFixed(0),
          timing[state].map((ms) => ms.toFixed(0)).join(" "),
        ]),
      ),
    ),
    barTable(bars),
  ].join("\n\n");
}

function pageTable(demo: readonly PageWeight[], others: readonly PageWeight[] = []): string {
  const rows = demo.map((page) => {
    const other = others.find(({ locale, page: name }) => locale === page.locale && name === page.page);
    const both = (text: (weight: PageWeight) => string) =>
      other ? `${text(page)} (${text(other)})` : text(page);
    return [
      `${page.locale}/${page.page}`,
      both(({ scripts }) => kilobytes(scripts)),
      both(({ data }) => kilobytes(data)),
      both(({ requests }) => String(requests)),
    ];
  });
  return textTable(["page", "scripts", "data", "requests"], rows);
}

function situationOf({ bandwidth, latency, slowdown }: Timing): string {
  return bandwidth === undefined
    ? `localhost, processor slowed ${slowdown} times`
    : `${bandwidth} Mbit/s, ${latency} ms`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

function seconds(digits: number): (value: number) => string {
  return (value) => `${value.toFixed(digits)} s`;
}
