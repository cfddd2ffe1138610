import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import iconv from "iconv-lite";
import { UserError } from "../errors.ts";

/**
 * Writes a file's bytes as UTF-8 with the line ends `\n` and without a byte order mark, a piece at a time.
 * Throws at the first character that `encoding` does not have.
 */
export async function convertToUtf8(
  chunks: AsyncIterable<Buffer>,
  into: string,
  { encoding, path }: { encoding: string; path: string },
): Promise<void> {
  await mkdir(dirname(into), { recursive: true });
  const decoded = Readable.from(chunks).pipe(iconv.decodeStream(encoding));
  await pipeline(
    tidied(decoded as unknown as AsyncIterable<string>, { encoding, path }),
    createWriteStream(into),
  );
}

/** The text of a decoded stream, held to be clean, with one kind of line end. */
async function* tidied(
  pieces: AsyncIterable<string>,
  { encoding, path }: { encoding: string; path: string },
): AsyncGenerator<string> {
  let line = 1;
  let held = "";
  for await (const piece of pieces) {
    let text = held + piece;
    held = text.endsWith("\r") ? "\r" : "";
    text = text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
    const bad = text.search(/[\uFFFD\0]/);
    if (bad >= 0) throw unreadable(text, bad, line, { encoding, path });
    line += text.split("\n").length - 1;
    yield text;
  }
  if (held) yield "\n";
}

function unreadable(
  text: string,
  at: number,
  line: number,
  { encoding, path }: { encoding: string; path: string },
): UserError {
  const place = { file: path, line: line + text.slice(0, at).split("\n").length - 1 };
  const what = text[at] === "\0" ? "a NUL character" : `bytes that are not ${encoding}`;
  return new UserError(`Line ${place.line} of ${path} holds ${what}.`, {
    place,
    fix: "mend that line, or name another encoding: --encoding gb18030, --encoding windows-1252 …",
  });
}
