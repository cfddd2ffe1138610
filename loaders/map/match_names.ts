import type { ContractColumn } from "./contract_columns.ts";

/** How well a header names a column: 0 not at all, 1 in the very word; and why, for people. */
export interface NameMatch {
  score: number;
  why: string;
}

/** The words of a header: `InvoiceNo`, `invoice_no` and `Invoice No.` are all `["invoice", "no"]`. */
export function wordsOf(header: string): string[] {
  return header
    .normalize("NFKC")
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/(\p{Script=Han})(?=[A-Za-z])|([A-Za-z])(?=\p{Script=Han})/gu, "$1$2 ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** The names of a list such as those in `CONTRACT`, each as its words. */
export function namesOf(list: string | undefined): string[][] {
  if (!list) return [];
  const known = parsed.get(list);
  if (known) return known;
  const names = list
    .split(",")
    .map(wordsOf)
    .filter((words) => words.length > 0);
  parsed.set(list, names);
  return names;
}

const parsed = new Map<string, string[][]>();

/** How well `header` names `column`; the names listed first win over later ones and over the weak. */
export function matchName(header: string, column: ContractColumn): NameMatch {
  const words = wordsOf(header);
  if (words.length === 0) return { score: 0, why: "" };
  const strong = bestOf(words, namesOf(column.names), 1, 0.12);
  const weak = bestOf(words, namesOf(column.weak), 0.6, 0.1);
  const best = strong.score >= weak.score ? strong : weak;
  if (!best.exact && isUnlike(words, column.unlike)) return { score: 0, why: "" };
  const score = words.some((word) => word === "utc" || word === "gmt") ? best.score * 0.9 : best.score;
  return { score, why: best.exact ? "named so" : `named like ${best.name}` };
}

interface Best {
  score: number;
  exact: boolean;
  name: string;
}

function bestOf(words: string[], names: string[][], top: number, fall: number): Best {
  const compact = words.join("");
  let best: Best = { score: 0, exact: false, name: "" };
  names.forEach((name, at) => {
    const rank = top - (fall * at) / names.length;
    const exact = name.join("") === compact;
    const score = exact ? rank : rank * 0.9 * Math.sqrt(partOf(words, compact, name));
    if (score > best.score) best = { score, exact, name: name.join(" ") };
  });
  return best;
}

/** The share of the header that `name` makes up; 0 when the header does not hold all of it. */
function partOf(words: string[], compact: string, name: string[]): number {
  if (isHan(name.join(""))) {
    const joined = name.join("");
    return joined.length > 1 && compact.includes(joined) ? joined.length / compact.length : 0;
  }
  return name.every((word) => words.includes(word)) ? name.length / words.length : 0;
}

function isUnlike(words: string[], unlike: string | undefined): boolean {
  const compact = words.join("");
  return namesOf(unlike).some((name) => {
    const joined = name.join("");
    return isHan(joined) ? compact.includes(joined) : name.every((word) => words.includes(word));
  });
}

function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
