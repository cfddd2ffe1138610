import type { Page } from "playwright-core";
import { type Locale, languages } from "../../loaders/messages.ts";

/** What readers of Chinese know in Latin letters. */
const LATIN = new Set([
  "tierboard",
  "rfm",
  "klaviyo",
  "sql",
  "csv",
  "excel",
  "pdf",
  "png",
  "svg",
  "id",
  "usd",
  "gini",
  "bg",
  "nbd",
  "json",
  "utf",
  "gbk",
]);

/** Texts and labels of a page that are not in its language, and message keys or unfilled values that show. */
export async function readWords(tab: Page, locale: Locale): Promise<{ words: string[]; keys: string[] }> {
  const texts = await tab.evaluate(() => {
    // Code and names of files are the same in every language, and the language switch names the other.
    const skipped =
      "code, pre, script, noscript, style, [data-language], [translate='no'], .listing, [data-locale][hidden]";
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest(skipped)) found.push(node.textContent ?? "");
    }
    for (const node of document.body.querySelectorAll("[aria-label], [title], [alt], [placeholder]")) {
      if (node.closest(skipped)) continue;
      for (const name of ["aria-label", "title", "alt", "placeholder"])
        found.push(node.getAttribute(name) ?? "");
    }
    return found.map((text) => text.trim()).filter(Boolean);
  });
  const known = new Set(
    Object.entries(languages[locale].sections).flatMap(([section, messages]) =>
      Object.keys(messages).map((key) => `${section}.${key}`),
    ),
  );
  const foreign = (text: string) =>
    locale === "zh"
      ? (text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !LATIN.has(word.toLowerCase()))
      : (text.match(/\p{Script=Han}+/gu) ?? []);
  return {
    words: [...new Set(texts)]
      .map((text) => [foreign(text), text] as const)
      .filter(([words]) => words.length > 0)
      .map(([words, text]) => `${words.join(" ")} in: ${text.slice(0, 100)}`),
    keys: [
      ...new Set(texts.filter((text) => /\{\w+\}|\{\{|undefined|NaN|\[object/.test(text) || known.has(text))),
    ],
  };
}
