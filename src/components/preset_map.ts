import { label, message } from "../messages/index.js";
import type { Catalog } from "./catalog.js";
import { dataTable, tableOf } from "./data_table.js";
import { element } from "./element.js";

interface Block {
  segment: string;
  rank: number;
  /** From and to, for R, F and M. */
  ranges: readonly (readonly [from: number, to: number])[];
}

/** Every segment preset: where it comes from, and which scores make which segment. */
export function presetMaps({ thresholds }: Pick<Catalog, "thresholds">): HTMLElement[] {
  const find = (name: string) =>
    rowsOf(thresholds.find((threshold) => threshold.name === `thresholds.${name}`));
  const inForce = find("segment_preset")[0]?.preset;
  const segments = find("segments");
  const cuts = find("rfm_cuts");
  return find("segment_presets").map((preset) => {
    const key = String(preset.preset);
    const title = label("preset", key);
    const blocks = segments
      .filter((row) => row.preset === key)
      .map((row) => ({
        segment: String(row.segment),
        rank: Number(row.segment_rank),
        ranges: ["r", "f", "m"].map((m) => [Number(row[`${m}_from`]), Number(row[`${m}_to`])] as const),
      }));
    const highest = ["recency", "frequency", "monetary"].map((measure) =>
      Math.max(
        1,
        ...cuts
          .filter((cut) => cut.scale === preset.scale && cut.measure === measure)
          .map((cut) => Number(cut.score)),
      ),
    );
    return element(
      "details",
      { class: "threshold", id: `preset-${key}`, open: key === inForce },
      element(
        "summary",
        {},
        element("span", {}, title),
        key === inForce && element("em", {}, message("methods.in_force")),
      ),
      element(
        "p",
        { class: "quiet" },
        note(key, String(preset.note ?? "")),
        " ",
        source(String(preset.source ?? "")),
      ),
      dataTable(mapTable(blocks, highest), title),
    );
  });
}

function mapTable(blocks: readonly Block[], highest: readonly number[]) {
  const bySegment = new Map<string, Block[]>();
  for (const block of [...blocks].sort((a, b) => a.rank - b.rank))
    bySegment.set(block.segment, [...(bySegment.get(block.segment) ?? []), block]);
  return tableOf(
    [...bySegment],
    [
      { name: "segment", label: label("model", "segment"), value: ([segment]) => label("segment", segment) },
      {
        name: "scores",
        label: message("methods.scores"),
        value: ([, own]) => own.map((block) => pattern(block, highest)).join("  "),
        isCode: true,
      },
    ],
  );
}

/** Scores as people write them: "333" for one combination, "R4–5 F2–3" for a block; whole ranges are left out. */
function pattern({ ranges }: Block, highest: readonly number[]): string {
  if (ranges.every(([from, to]) => from === to)) return ranges.map(([from]) => from).join("");
  const parts = ranges.flatMap(([from, to], index) =>
    from === 1 && to >= (highest[index] ?? 5)
      ? []
      : [`${"RFM"[index]}${from === to ? from : `${from}–${to}`}`],
  );
  return parts.length > 0 ? parts.join(" ") : message("methods.any_scores");
}

function source(text: string): HTMLElement {
  return element("span", {}, message("methods.source"), element("cite", { translate: "no" }, text));
}

// Shipped presets are described in the reader's language, those of a company in its own words.
function note(key: string, text: string): HTMLElement {
  const known = label("preset_note", key);
  return element("span", known === key ? { translate: "no" } : {}, known === key ? text : known);
}

function rowsOf(threshold: Catalog["thresholds"][number] | undefined): Record<string, unknown>[] {
  return (threshold?.rows ?? []).map((row) =>
    Object.fromEntries((threshold?.columns ?? []).map((column, index) => [column, row[index]])),
  );
}
