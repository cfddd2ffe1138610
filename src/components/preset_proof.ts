import { label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { element } from "./element.js";

/** A row of marts.preset_proofs: what was proved of a preset, as counts of what breaks each rule. */
export interface PresetProof {
  preset: string;
  is_in_force: boolean;
  picks_first_match: boolean;
  combinations: number;
  segments: number;
  ranks: number;
  unranked: number;
  repaired: number;
  uncovered: number;
  ambiguous: number;
  unreachable: number;
  compared: number;
  falls: number;
  /** Pairs of segments of one rank between which better scores lead both ways, and the nearest example. */
  both_ways: number;
  one_segment: string | null;
  other_segment: string | null;
  there_from: number | null;
  there_to: number | null;
  back_from: number | null;
  back_to: number | null;
}

const RULES = {
  is_covered: "uncovered",
  is_unambiguous: "ambiguous",
  is_reachable: "unreachable",
  is_monotone: "falls",
} as const;

/** Whether all presets keep all four rules. */
export function proofFinding(proofs: readonly PresetProof[]): string {
  const broken = proofs.filter((proof) => Object.values(RULES).some((rule) => proof[rule] > 0)).length;
  return broken === 0
    ? message("methods.proofs_hold", { count: proofs.length })
    : message("methods.proofs_fail", { count: broken });
}

/** A row per preset, the one in force first: what was proved of it. */
export function proofTable(proofs: readonly PresetProof[]): TableData {
  return tableOf(inOrder(proofs), [
    { name: "preset", label: label("threshold_column", "preset"), value: nameOf },
    { name: "combinations", label: message("methods.proof_combinations"), value: (row) => row.combinations },
    { name: "repaired", label: message("methods.proof_unnamed"), value: (row) => row.repaired },
    ...Object.entries(RULES).map(([name, rule]) => ({
      name,
      label: message(`methods.${name as keyof typeof RULES}`),
      value: (row: PresetProof) => (row[rule] === 0 ? "✓" : String(row[rule])),
    })),
  ]);
}

/** The one in force first. */
export function inOrder(proofs: readonly PresetProof[]): PresetProof[] {
  const isOther = ({ is_in_force }: PresetProof) => Number(!is_in_force);
  return [...proofs].sort((a, b) => isOther(a) - isOther(b) || a.preset.localeCompare(b.preset));
}

function nameOf({ preset, is_in_force }: PresetProof): string {
  const name = label("preset", preset);
  return is_in_force ? `${name} · ${message("methods.in_force")}` : name;
}

/** The four proofs, each with its sign, and what was done to the source so that they hold. */
export function proofOf(proof: PresetProof): HTMLElement {
  const { combinations, segments, ranks, unranked, repaired, compared, both_ways } = proof;
  return element(
    "ul",
    { class: "proof" },
    line(
      proof.uncovered,
      message("methods.proof_covered", { count: combinations }),
      repaired > 0 && message("methods.proof_repaired", { count: repaired }),
    ),
    line(
      proof.ambiguous,
      message(proof.picks_first_match ? "methods.proof_first_match" : "methods.proof_unambiguous"),
    ),
    line(proof.unreachable, message("methods.proof_reachable", { count: segments })),
    line(
      proof.falls,
      message("methods.proof_monotone", { count: compared }),
      ranks + unranked < segments && message("methods.proof_ranks", { segments, ranks }),
      both_ways > 0 && bothWays(proof),
      unranked > 0 && message("methods.proof_unranked", { count: unranked }),
    ),
  );
}

function line(exceptions: number, ...sentences: (string | false)[]): HTMLElement {
  const holds = exceptions === 0;
  const words = [
    sentences[0],
    !holds && message("methods.proof_exceptions", { count: exceptions }),
    ...sentences.slice(1),
  ].filter(Boolean);
  return element(
    "li",
    {},
    element("b", { class: holds ? "holds" : "fails" }, holds ? "✓" : "✗"),
    element("span", {}, words.join(message("rfm.between_sentences"))),
  );
}

function bothWays(proof: PresetProof): string {
  return message("methods.proof_both_ways", {
    one: label("segment", proof.one_segment ?? ""),
    other: label("segment", proof.other_segment ?? ""),
    there: `${proof.there_from} → ${proof.there_to}`,
    back: `${proof.back_from} → ${proof.back_to}`,
  });
}
