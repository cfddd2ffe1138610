import { type ColumnTable, fromArrow } from "arquero";
import { message } from "../messages/index.js";

/** What Framework's `FileAttachment` gives. */
export interface Attachment {
  readonly name: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  json(): Promise<unknown>;
}

/** A mart's rows. Days become `Date`s at midnight UTC; a suppressed measure is null. */
export async function readMart(file: Attachment): Promise<ColumnTable> {
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch (cause) {
    throw new Error(message("shell.download_failed", { file: file.name }), {
      cause,
    });
  }
  return fromArrow(bytes, { useDate: true });
}
