import { label, message } from "../messages/index.js";
import type { Catalog } from "./catalog.js";
import { element } from "./element.js";
import { colourOf } from "./palette.js";
import { inOrder, type PresetProof, proofOf } from "./preset_proof.js";
import { formatScore } from "./rfm_words.js";

/** A row of marts.segment_maps: the segment of a combination of scores. */
export interface MappedScores {
  preset: string;
  r_score: number;
  f_score: number;
  m_score: number;
  /** The mean of F and M, where the preset reads it in place of the two. */
  fm_score: number | null;
  segment: string;
  /** 1 is the best; segments without an order among them share one. */
  segment_rank: number | null;
  segment_place: number;
  /** Whether the preset's source leaves the combination unnamed. */
  is_repair: boolean;
}

/** Every segment preset, the one in force first: where it comes from, what is proved of it, and its map. */
export function presetMaps(
  { thresholds }: Pick<Catalog, "thresholds">,
  maps: readonly MappedScores[],
  proofs: readonly PresetProof[],
): HTMLElement[] {
  const files = thresholds.find(({ name }) => name === "thresholds.segments")?.parts ?? [];
  const presets = thresholds.find(({ name }) => name === "thresholds.segment_presets");
  const told = (preset: string, column: string) => {
    const row = presets?.rows.find((each) => each[presets.columns.indexOf("preset")] === preset);
    return String(row?.[presets?.columns.indexOf(column) ?? -1] ?? "");
  };
  return inOrder(proofs).map((proof) => {
    const { preset, is_in_force } = proof;
    const own = maps.filter((row) => row.preset === preset);
    const file = files.find((path) => path.endsWith(`/${preset}.sql`));
    return element(
      "details",
      { class: "threshold", id: `preset-${preset}`, open: is_in_force },
      element(
        "summary",
        {},
        element("span", {}, label("preset", preset)),
        is_in_force && element("em", {}, message("methods.in_force")),
        file && element("code", {}, file),
      ),
      element(
        "p",
        { class: "quiet" },
        noteOf(preset, told(preset, "note")),
        " ",
        element(
          "span",
          {},
          message("methods.source"),
          element("cite", { translate: "no" }, told(preset, "source")),
        ),
      ),
      proofOf(proof),
      ranking(own),
      mapTable(own, label("preset", preset)),
    );
  });
}

/** The segments by rank, the best first; those that share one stand together. */
function ranking(rows: readonly MappedScores[]): HTMLElement {
  const segments = [...new Map(rows.map((row) => [row.segment, row])).values()].sort(
    (a, b) => a.segment_place - b.segment_place,
  );
  const ranks = [...new Set(segments.map(({ segment_rank }) => segment_rank))];
  return element(
    "ul",
    { class: "ranking", "aria-label": message("methods.ranking") },
    ...ranks.map((rank) =>
      element(
        "li",
        {},
        element("b", { class: "rank" }, rank === null ? message("methods.no_rank") : String(rank)),
        ...segments
          .filter(({ segment_rank }) => segment_rank === rank)
          .map(({ segment }) => element("span", {}, swatch(segment), label("segment", segment))),
      ),
    ),
  );
}

/** Recency to the right and frequency (or the mean of F and M) upwards; where M decides, a cell shows its runs of it. */
function mapTable(rows: readonly MappedScores[], caption: string): HTMLElement {
  const readsMean = rows.some(({ fm_score }) => fm_score !== null);
  const rowOf = (row: MappedScores) => row.fm_score ?? row.f_score;
  const across = [...new Set(rows.map(({ r_score }) => r_score))].sort((a, b) => a - b);
  const down = [...new Set(rows.map(rowOf))].sort((a, b) => b - a);
  const cell = (r: number, y: number) =>
    runsOf(
      rows.filter((row) => row.r_score === r && rowOf(row) === y),
      readsMean,
    );
  const hasRuns = across.some((r) => down.some((y) => cell(r, y).length > 1));
  return element(
    "div",
    { class: "table-scroll whole", tabindex: 0, role: "region", "aria-label": caption },
    element(
      "table",
      { class: "preset-map", style: `--columns: ${across.length}` },
      element("caption", { class: "visually-hidden" }, caption),
      element("colgroup", {}, element("col", {})),
      element(
        "tbody",
        {},
        ...down.map((y) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, formatScore(readsMean ? "mean" : "frequency", y)),
            ...across.map((r) =>
              element(
                "td",
                {},
                element("div", { class: "runs" }, ...cell(r, y).map((run) => runElement(run, hasRuns))),
              ),
            ),
          ),
        ),
      ),
      element(
        "tfoot",
        {},
        element(
          "tr",
          {},
          element("td", {}),
          ...across.map((r) => element("th", { scope: "col" }, formatScore("recency", r))),
        ),
      ),
    ),
  );
}

interface Run {
  segment: string;
  isRepair: boolean;
  from: number;
  to: number;
}

/** Neighbouring M scores of one segment, the highest first; one run where M does not count. */
function runsOf(rows: readonly MappedScores[], readsMean: boolean): Run[] {
  const runs: Run[] = [];
  for (const { segment, is_repair, m_score } of [...rows].sort((a, b) => b.m_score - a.m_score)) {
    const last = runs.at(-1);
    if (last && (readsMean || (last.segment === segment && last.isRepair === is_repair))) last.from = m_score;
    else runs.push({ segment, isRepair: is_repair, from: m_score, to: m_score });
  }
  return runs;
}

function runElement({ segment, isRepair, from, to }: Run, hasRuns: boolean): HTMLElement {
  return element(
    "div",
    { class: isRepair ? "run repair" : "run", style: `--segment: ${colourOf("segment", segment)}` },
    element("span", {}, label("segment", segment)),
    hasRuns && element("small", {}, formatScore("monetary", from, to)),
    isRepair && element("abbr", { title: message("methods.unnamed") }, "+"),
  );
}

function swatch(segment: string): HTMLElement {
  return element("i", { class: "swatch", style: `background: ${colourOf("segment", segment)}` });
}

// Shipped presets are described in the reader's language, those of a company in its own words.
function noteOf(preset: string, text: string): HTMLElement {
  const known = label("preset_note", preset);
  const isOwn = known === preset || known === text;
  return element("span", isOwn ? { translate: "no" } : {}, isOwn ? text : known);
}
