import { isUtf8 } from "node:buffer";

/** A place in a file: bytes from 0, lines from 1. */
export interface Position {
  byte: number;
  line: number;
}

/** What one pass over a text file's bytes tells. */
export interface TextScan {
  bytes: number;
  mark: "utf-8" | "utf-16le" | "utf-16be" | undefined;
  /** The first NUL byte. */
  nul: Position | undefined;
  /** The first byte that is not UTF-8. */
  invalid: Position | undefined;
  lineEnds: { crlf: number; lf: number; cr: number };
  /** The first megabyte. */
  head: Buffer;
  /** The head, and lines that are not UTF-8, up to two megabytes: what the encoding is told from. */
  sample: Buffer;
}

const HEAD = 1 << 20;
const LF = 10;
const CR = 13;

/** Reads all of a text file once, a piece at a time, keeping only a sample of it. */
export async function scanText(chunks: AsyncIterable<Buffer>): Promise<TextScan> {
  const heads: Buffer[] = [];
  const telling: Buffer[] = [];
  const scan: TextScan = {
    bytes: 0,
    mark: undefined,
    nul: undefined,
    invalid: undefined,
    lineEnds: { crlf: 0, lf: 0, cr: 0 },
    head: Buffer.alloc(0),
    sample: Buffer.alloc(0),
  };
  let headSize = 0;
  let tellingSize = 0;
  let lines = 0;
  let rest: Buffer = Buffer.alloc(0);
  const take = (block: Buffer) => {
    const start: Position = { byte: scan.bytes, line: lines + 1 };
    const kept = block.subarray(0, HEAD - headSize);
    if (kept.length > 0) heads.push(kept);
    headSize += kept.length;
    if (!scan.nul) scan.nul = positionOf(block, block.indexOf(0), start);
    if (!isUtf8(block)) {
      if (!scan.invalid) scan.invalid = positionOf(block, firstInvalid(block), start);
      for (const line of strangeLines(block, HEAD - tellingSize)) {
        telling.push(line);
        tellingSize += line.length;
      }
    }
    lines += countLineEnds(block, scan.lineEnds);
    scan.bytes += block.length;
  };
  for await (const chunk of chunks) {
    const joined = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    const cut = cutAt(joined);
    take(joined.subarray(0, cut));
    rest = joined.subarray(cut);
  }
  take(rest);
  scan.head = Buffer.concat(heads);
  scan.sample = Buffer.concat([scan.head, ...telling]);
  scan.mark = markOf(scan.head);
  return scan;
}

/** Blocks end behind a line feed, so that no character and no line end is torn; a huge line goes in parts. */
function cutAt(bytes: Buffer): number {
  const end = bytes.lastIndexOf(LF) + 1;
  if (end > 0 || bytes.length < 4 * HEAD) return end;
  let cut = bytes.length;
  while (cut > bytes.length - 4 && ((bytes[cut - 1] ?? 0) & 0x80 || bytes[cut - 1] === CR)) cut--;
  return cut;
}

function positionOf(block: Buffer, at: number, start: Position): Position | undefined {
  if (at < 0) return undefined;
  return { byte: start.byte + at, line: start.line + lineEndsIn(block.subarray(0, at)) };
}

function lineEndsIn(bytes: Buffer): number {
  return countLineEnds(bytes, { crlf: 0, lf: 0, cr: 0 });
}

/** Adds a block's line ends to `counts` and returns how many lines ended in it. */
function countLineEnds(block: Buffer, counts: TextScan["lineEnds"]): number {
  let crlf = 0;
  let feeds = 0;
  for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, at + 1)) {
    feeds++;
    if (at > 0 && block[at - 1] === CR) crlf++;
  }
  let returns = 0;
  for (let at = block.indexOf(CR); at >= 0; at = block.indexOf(CR, at + 1)) returns++;
  counts.crlf += crlf;
  counts.lf += feeds - crlf;
  counts.cr += returns - crlf;
  return feeds + returns - crlf;
}

/** Where a block stops being UTF-8: halves it, as a block is valid up to there and no further. */
function firstInvalid(block: Buffer): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isUtf8(block.subarray(0, wholeCharacters(block, middle)))) low = middle;
    else high = middle - 1;
  }
  return wholeCharacters(block, low);
}

/** `end` moved back to the start of the character that it would tear. */
function wholeCharacters(block: Buffer, end: number): number {
  for (let back = 1; back <= 3 && end - back >= 0; back++) {
    const byte = block[end - back] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < size ? end - back : end;
    }
  }
  return end;
}

/** The lines that are not UTF-8: line by line, so that it does not matter which lines a block holds. */
function* strangeLines(block: Buffer, limit: number): Generator<Buffer> {
  let taken = 0;
  for (let start = 0; start < block.length && taken < limit; ) {
    const feed = block.indexOf(LF, start);
    const end = feed < 0 ? block.length : feed + 1;
    const line = block.subarray(start, Math.min(end, start + 4096));
    if (!isUtf8(block.subarray(start, end))) {
      taken += line.length;
      yield line;
    }
    start = end;
  }
}

function markOf(head: Buffer): TextScan["mark"] {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return undefined;
}
