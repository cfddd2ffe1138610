import { createReadStream } from "node:fs";
import { type Duplex, pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { UserError } from "../errors.ts";

const CHUNK = 1 << 20;

/** A file's bytes in pieces, unpacked when it is gzip. A broken archive is the user's mistake. */
export async function* readBytes(file: string, isGzip: boolean): AsyncGenerator<Buffer> {
  const raw: Readable = createReadStream(file, { highWaterMark: CHUNK });
  const bytes: Readable | Duplex = isGzip ? pipeline(raw, createGunzip({ chunkSize: CHUNK }), () => {}) : raw;
  try {
    for await (const chunk of bytes) yield chunk as Buffer;
  } catch (cause) {
    throw new UserError(`${file} cannot be read.`, {
      place: { file },
      fix: isGzip ? "the archive is broken or cut short: get it again" : "see that you may read it",
      detail: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  } finally {
    raw.destroy();
  }
}
