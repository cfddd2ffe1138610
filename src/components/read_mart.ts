import { tableFromIPC } from "@uwdata/flechette";
import { message } from "../messages/index.js";

/** What Framework's `FileAttachment` gives. */
export interface Attachment {
  readonly name: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  json(): Promise<unknown>;
}

/** A mart as it is on a page. */
export interface Mart {
  objects(): object[];
}

/** A mart's rows. Days become `Date`s at midnight UTC; a suppressed measure is null. */
export async function readMart(file: Attachment): Promise<Mart> {
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch (cause) {
    throw new Error(message("shell.download_failed", { file: file.name }), {
      cause,
    });
  }
  const table = tableFromIPC(bytes, { useDate: true });
  return { objects: () => table.toArray() };
}
