import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";
import { UserError } from "../errors.ts";
import { CONTRACT } from "./column_names.ts";
import { matchName } from "./match_names.ts";
import type { TextScan } from "./scan_text.ts";

/** The encoding of a file and how it is known. */
export interface Encoding {
  /** As iconv-lite knows it, in lower case. */
  name: string;
  why: string;
  isGuess: boolean;
}

/** What East Asian and European programs write, each tried by its decoder. */
const CANDIDATES = ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1252"];

/**
 * The encoding of a scanned file: what its byte order mark says, else UTF-8 when every byte is, else what the
 * words of its header and the frequency of its characters point at. `named` settles it.
 * Throws when a byte is NUL, or breaks UTF-8 without being another encoding.
 */
export function detectEncoding(scan: TextScan, path: string, named?: string): Encoding {
  const said = named ? namedEncoding(named) : undefined;
  if (said && said.name !== "utf-8") return said;
  if (!said && (scan.mark === "utf-16le" || scan.mark === "utf-16be"))
    return { name: scan.mark, why: "byte order mark", isGuess: false };
  const wide = said || scan.mark ? undefined : wideEncoding(scan.head);
  if (wide) return { name: wide, why: "every second byte is zero", isGuess: true };
  if (scan.nul) {
    throw new UserError(`Line ${scan.nul.line} of ${path} holds a NUL byte (byte ${scan.nul.byte}).`, {
      place: { file: path, line: scan.nul.line },
      fix: "a text file has none: export the file again, or remove that byte",
    });
  }
  if (scan.mark === "utf-8" || !scan.invalid) {
    if (scan.invalid) throw brokenUtf8(scan, path);
    return { name: "utf-8", why: scan.mark ? "byte order mark" : "every byte is UTF-8", isGuess: false };
  }
  if (said || looksLikeUtf8(scan.sample)) throw brokenUtf8(scan, path);
  const guess = guessEncoding(scan.sample);
  if (!guess) throw brokenUtf8(scan, path);
  return guess;
}

function namedEncoding(named: string): Encoding {
  if (!iconv.encodingExists(named)) {
    throw new UserError(`No encoding is called ${named}.`, {
      fix: "for example --encoding gb18030, utf-16le, big5 or windows-1252",
    });
  }
  const name = /^utf-?8$/i.test(named) ? "utf-8" : named.toLowerCase();
  return { name, why: "as you said", isGuess: false };
}

function brokenUtf8(scan: TextScan, path: string): UserError {
  const { byte, line } = scan.invalid ?? { byte: 0, line: 1 };
  return new UserError(
    `Line ${line} of ${path} holds bytes that are not UTF-8 (from byte ${byte}), and no other encoding fits them.`,
    {
      place: { file: path, line },
      fix: "mend that line, or name the encoding: --encoding gb18030, --encoding windows-1252 …",
    },
  );
}

/** UTF-16 without a mark: digits and commas make every second byte zero. */
function wideEncoding(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  const bytes = head.subarray(0, 4096);
  const zeros = [0, 0];
  bytes.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > bytes.length / 8 && even < odd / 50) return "utf-16le";
  if (even > bytes.length / 8 && odd < even / 50) return "utf-16be";
  return undefined;
}

/** Most lines that go beyond ASCII are good UTF-8: then it is UTF-8 with damage. */
function looksLikeUtf8(sample: Buffer): boolean {
  let good = 0;
  let bad = 0;
  for (const line of linesOf(sample)) {
    if (!line.some((byte) => byte >= 0x80)) continue;
    if (isUtf8(line)) good++;
    else bad++;
  }
  return good > bad;
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines = [];
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}

function guessEncoding(sample: Buffer): Encoding | undefined {
  const readable = CANDIDATES.filter((name) => !iconv.decode(sample, name).includes("\uFFFD"));
  const [best] = readable
    .map((name) => ({ name, hits: knownHeaders(iconv.decode(sample, name)) }))
    .sort((one, other) => other.hits - one.hits);
  if (best && best.hits > 0 && best.name !== "windows-1252")
    return { name: best.name, why: "its header reads as known names", isGuess: true };
  const told = chardet
    .analyse(sample)
    .filter(({ confidence }) => confidence >= 40)
    .map(({ name }) => (name === "ISO-8859-1" ? "windows-1252" : name.toLowerCase()))
    .find((name) => (CANDIDATES.includes(name) ? readable.includes(name) : iconv.encodingExists(name)));
  if (told && (isMultiByte(told) || isLatin(iconv.decode(sample, told))))
    return { name: told, why: "the characters fit", isGuess: true };
  if (readable.includes("gb18030") && isCommonHan(sample))
    return { name: "gb18030", why: "the characters fit", isGuess: true };
  if (readable.includes("windows-1252") && isLatin(iconv.decode(sample, "windows-1252")))
    return { name: "windows-1252", why: "the characters fit", isGuess: true };
  return undefined;
}

function isMultiByte(name: string): boolean {
  return CANDIDATES.includes(name) && name !== "windows-1252";
}

/** How many names of a header beyond ASCII the contract's dictionary knows. */
function knownHeaders(text: string): number {
  const [header = ""] = text.split(/\r?\n|\r/, 1);
  const names = header.split(/[,;|\t]/).filter((name) => /[^ -~]/.test(name));
  const columns = Object.values(CONTRACT).flat();
  return names.filter((name) => columns.some((column) => matchName(name, column).score > 0.5)).length;
}

/** Of the double bytes, most are level-one characters of GB 2312, which stand for nearly all that is written. */
function isCommonHan(sample: Buffer): boolean {
  let common = 0;
  let pairs = 0;
  for (let at = 0; at < sample.length - 1; at++) {
    const lead = sample[at] ?? 0;
    if (lead < 0x81) continue;
    pairs++;
    if (lead >= 0xb0 && lead <= 0xd7 && (sample[at + 1] ?? 0) >= 0xa1) common++;
    at++;
  }
  return pairs > 0 && common / pairs > 0.6;
}

/** Letters with accents stand in words and signs are known ones; stray bytes do neither. */
function isLatin(text: string): boolean {
  const strange = text.match(/[^\p{ASCII}]/gu) ?? [];
  const known =
    text.match(/[À-ÖØ-öø-ý€£¥§°ºª©®«»‘’“”–—…·¿¡½¼¾²³Œœ\u0160\u0161\u017d\u017eŸß\u00a0\u0100-\u017f]/g) ?? [];
  const inWords = text.match(/(?<=[A-Za-z])[^\p{ASCII}]|[^\p{ASCII}](?=[A-Za-z])|[€£¥]/gu) ?? [];
  return known.length === strange.length && inWords.length * 2 >= strange.length;
}
