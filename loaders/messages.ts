import { readFileSync } from "node:fs";
import { en } from "../src/messages/en.ts";
import type { Message } from "../src/messages/message_types.ts";
import { proseEn } from "../src/messages/prose_en.ts";
import { proseZh } from "../src/messages/prose_zh.ts";
import { zh } from "../src/messages/zh.ts";
import { UserError } from "./errors.ts";

/** The languages of the site: the folder in `dist`, the tag in the document, the texts. */
export const languages = {
  en: { tag: "en", name: en.shell.language, sections: { ...en, ...proseEn } as Sections },
  zh: {
    tag: "zh-CN",
    name: zh.shell.language as string,
    sections: { ...zh, ...proseZh } as Sections,
  },
} as const;

export type Locale = keyof typeof languages;

type Sections = Readonly<Record<string, Readonly<Record<string, Message>>>>;

const PLACE = /\{\{\s*(\w+)\.(\w+)\s*\}\}/g;

/** The text of `section.key`, or undefined. One that counts gives its form for more. */
export function textOf(locale: Locale, section: string, key: string): string | undefined {
  const text = languages[locale].sections[section]?.[key];
  return typeof text === "object" ? text.other : text;
}

/**
 * A page's Markdown with each `{{section.key}}` in the reader's language.
 * `file` is the page's, to say where an unknown key stands.
 */
export function translate(markdown: string, locale: Locale, file: string): string {
  return markdown.replace(PLACE, (place, section: string, key: string) => {
    const text = textOf(locale, section, key);
    if (text !== undefined) return text;
    throw new UserError(`the ${languages[locale].name} messages have no text "${section}.${key}"`, {
      place: { file, line: lineOf(file, place) },
      fix: `add "${key}" to the section "${section}" of src/messages/en.ts and src/messages/zh.ts, or mend the name`,
    });
  });
}

function lineOf(file: string, place: string): number | undefined {
  try {
    const before = readFileSync(file, "utf8").split(place)[0];
    return before?.split("\n").length;
  } catch {
    return undefined;
  }
}
