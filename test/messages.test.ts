import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { languages, translate } from "../loaders/messages.ts";
import type { Message } from "../src/messages/message_types.ts";

const { en, zh } = languages;
const keys = (sections: typeof en.sections) =>
  Object.entries(sections).flatMap(([section, texts]) =>
    Object.keys(texts).map((key) => `${section}.${key}`),
  );
const forms = (message: Message | undefined) =>
  typeof message === "object" ? Object.values(message) : [message ?? ""];
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

test("both languages have the same messages", () => {
  expect(keys(zh.sections).sort()).toEqual(keys(en.sections).sort());
  expect(keys(en.sections).length).toBeGreaterThan(50);
});

test.each(keys(en.sections))("%s is written in both languages, with the same values to fill in", (name) => {
  const [section = "", key = ""] = name.split(".");
  const english = forms(en.sections[section]?.[key]);
  const chinese = forms(zh.sections[section]?.[key]);
  // English parts words by spaces where Chinese needs nothing.
  const isSeparator = english.every((text) => text.trim() === "");
  for (const text of chinese) expect(text.trim() === "").toBe(isSeparator);
  // "A customer" may leave out the 1.
  const most = placeholders(english.join(" "));
  for (const text of chinese) expect(placeholders(text)).toEqual(most);
  expect(placeholders(english.at(-1) ?? "")).toEqual(most);
  for (const text of english) expect(text.replace(zh.name, "")).not.toMatch(/\p{Script=Han}|[，。：；（）]/u);
});

// What a Chinese reader reads in Latin letters too.
const LATIN =
  /\b(tierboard|Klaviyo|Shopify|pymc-marketing|rfm|Other|FM|RFM|Jenks|SQL|CSV|Excel|PDF|PNG|SVG|URL|CAC|[RFM]|pp|SHA|UTC|GB18030|UTF|ID)\b|`[^`]*`|\{\w+\}|\([^)]*\.(sql|csv)\)/g;

test.each(keys(zh.sections))("%s in Chinese has no English words", (name) => {
  const [section = "", key = ""] = name.split(".");
  for (const text of forms(zh.sections[section]?.[key])) {
    expect(
      text
        .replace(LATIN, "")
        .replace(/\b[\w-]+(\/[\w.-]+)+|\b\w+\.(sql|csv|md|ts)\b|<\/?\w+[^>]*>|\]\([^)]*\)/g, ""),
    ).not.toMatch(/[A-Za-z]{2,}/);
  }
});

test("every message that a page names exists", () => {
  const pages = readdirSync("src").filter((file) => file.endsWith(".md"));
  for (const file of pages) {
    for (const locale of ["en", "zh"] as const) {
      const text = translate(readFileSync(`src/${file}`, "utf8"), locale, `src/${file}`);
      expect(text).not.toMatch(/\{\{\s*\w+\.\w+\s*\}\}/);
    }
  }
});

test("a name that no message has is an error that says where it stands", () => {
  expect(() => translate("{{rfm.no_such_text}}", "zh", "package.json")).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("rfm.no_such_text"),
      place: { file: "package.json", line: expect.any(Number) },
    }),
  );
});
