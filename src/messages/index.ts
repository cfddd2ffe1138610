import { about } from "../components/about.js";
import { en } from "./en.js";
import type { Message, MessageKey, Messages } from "./message_types.js";
import { zh } from "./zh.js";

export type { MessageKey } from "./message_types.js";

export type Locale = "en" | "zh";

// A built site holds one language: the build puts an empty module in the other's place.
const languages: Partial<Record<Locale, Messages>> = { en, zh };

/** The language of this page, as the document says. */
export const locale: Locale =
  typeof document !== "undefined" && document.documentElement.lang.startsWith("zh") ? "zh" : "en";

/** The tag that `Intl` takes. */
export const languageTag = locale === "zh" ? "zh-CN" : "en-US";

const messages = languages[locale] ?? en;
const plural = new Intl.PluralRules(languageTag);
const integer = new Intl.NumberFormat(languageTag);

/** Values that fill a message's `{names}`; `count` also chooses between its forms for one and for more. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** The text of `key` in this page's language. Numbers are written as the language does. */
export function message(key: MessageKey, values: MessageValues = {}): string {
  const [section, name] = key.split(".") as [keyof Messages, string];
  return fill((messages[section] as Record<string, Message>)[name] ?? key, values);
}

/** A section whose keys are keys of the data: tiers, segments, columns, reasons. */
export type LabelSection = keyof Messages;

/** What people call a key of the data: by the file of a company that has it, or here, or else the key itself. */
export function label(section: LabelSection, key: string): string {
  const own = about().names[section];
  if (own && Object.hasOwn(own, key)) return own[key] ?? key;
  const text = (messages[section] as Readonly<Record<string, Message>>)[key];
  return typeof text === "string" ? text : key;
}

/** Fills a message's `{names}`. Unknown names stay, so that a mistake is seen. */
export function fill(text: Message, values: MessageValues): string {
  const form =
    typeof text === "string" ? text : text[plural.select(Number(values.count)) === "one" ? "one" : "other"];
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? integer.format(value) : value;
  });
}
