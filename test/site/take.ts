import { readFile } from "node:fs/promises";
import { type CellObject, read, utils } from "@e965/xlsx";
import type { Locator } from "playwright-core";
import { type Locale, textOf } from "../../loaders/messages.ts";

/** What a card's menu offers, by the name of its text in the messages. */
export type Taking = "save_png" | "save_svg" | "save_excel" | "save_csv" | "copy_link";

/** Opens a card's menu and chooses from it. */
export async function choose(card: Locator, taking: Taking, locale: Locale = "en"): Promise<void> {
  await card.locator(".menu > button").click();
  await card.getByRole("menuitem", { name: textOf(locale, "shell", taking), exact: true }).click();
}

/** Takes a file from a card: its name and its bytes. */
export async function take(
  card: Locator,
  taking: Taking,
  locale: Locale = "en",
): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([card.page().waitForEvent("download"), choose(card, taking, locale)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** A sheet of an Excel file as another program reads it, row by row. */
export interface ReadSheet {
  name: string;
  cells: (CellObject | undefined)[][];
}

/** The sheets of an Excel file. A day is a number with a format, as the file holds it. */
export function readWorkbook(bytes: Buffer): ReadSheet[] {
  const book = read(bytes, { cellNF: true });
  return book.SheetNames.map((name) => {
    const sheet = book.Sheets[name] ?? {};
    const { e: end } = utils.decode_range(sheet["!ref"] ?? "A1");
    const cells = Array.from({ length: end.r + 1 }, (_, r) =>
      Array.from(
        { length: end.c + 1 },
        (_, c) => sheet[utils.encode_cell({ r, c })] as CellObject | undefined,
      ),
    );
    return { name, cells };
  });
}

/** A PNG's size in pixels, from its header. */
export function sizeOfPng(bytes: Buffer): { width: number; height: number } {
  if (bytes.toString("latin1", 1, 4) !== "PNG") throw new Error("this is no PNG");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
