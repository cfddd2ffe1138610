import { PAGES } from "../observablehq.config.ts";
import type { About, Named } from "./catalog.ts";
import { type Locale, languages, textOf } from "./messages.ts";

/** The element that carries `about` to the page's scripts, with the names that files of a company give in this language. */
export function aboutElement({ named, ...about }: About, locale: Locale): string {
  const other = locale === "zh" ? "en" : "zh";
  const names: Record<Named["section"], Record<string, string>> = {
    preset: {},
    preset_note: {},
    segment: {},
  };
  const places: Record<string, number> = {};
  for (const name of named) {
    const { section, key, place } = name;
    const isKnown = textOf(locale, section, key) !== undefined;
    const text = name[locale] ?? (isKnown ? null : name[other]);
    // A shipped preset's note is told in the reader's language, a company's in its own.
    if (text !== null && !(section === "preset_note" && isKnown)) names[section][key] = text;
    if (place !== null && !isKnown) places[key] = place;
  }
  const told = JSON.stringify({ ...about, names, places }).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="tierboard-about">${told}</script>`;
}

/** Brand, pages and languages, with `page` marked as the current one. */
export function navigation(options: {
  locale: Locale;
  locales: readonly Locale[];
  page: string;
  /** Pages that exist, if not all do. */
  pages?: readonly string[];
  href: (page: string) => string;
}): string {
  const { locale, locales, page, pages = PAGES, href } = options;
  const links = PAGES.filter((name) => pages.includes(name)).map(
    (name) =>
      `<li><a href="${href(name)}"${name === page ? ' aria-current="page"' : ""}>${pageName(locale, name)}</a></li>`,
  );
  const others = locales.map(
    (other) =>
      `<li><a href="../${other}/${page}.html" lang="${languages[other].tag}" hreflang="${languages[other].tag}"${
        other === locale ? ' aria-current="true"' : " data-language"
      }>${languages[other].name}</a></li>`,
  );
  return [
    `<a class="skip" href="#observablehq-main">${text(locale, "skip")}</a>`,
    `<a class="brand" href="${href("index")}">${text(locale, "product")}</a>`,
    `<nav class="pages" aria-label="${text(locale, "pages")}"><ul>${links.join("")}</ul></nav>`,
    locales.length > 1
      ? `<nav class="languages" aria-label="${text(locale, "languages")}"><ul>${others.join("")}</ul></nav>`
      : "",
  ].join("\n");
}

/** The day the data is true for, and where frozen reports are listed, if there are any. */
export function footer(locale: Locale, about: About | undefined, reports?: string): string {
  if (!about) return `<p>${text(locale, "product")}</p>`;
  const key = about.as_of_is_partial ? "as_of_partial" : "as_of";
  const day = text(locale, key).replace("{date}", longDay(locale, about.as_of));
  const list = `<a href="${reports}?language=${locale}">${text(locale, "frozen_reports")}</a>`;
  return `<p>${day}${reports ? `<span class="frozen-link"> · ${list}</span>` : ""}</p>`;
}

/** An ISO day in words: December 31, 2025. */
export function longDay(locale: Locale, day: string): string {
  return new Date(day).toLocaleDateString(languages[locale].tag, { timeZone: "UTC", dateStyle: "long" });
}

/** What the navigation calls a page. */
export function pageName(locale: Locale, page: string): string {
  return textOf(locale, "nav", page.replaceAll("-", "_")) ?? page;
}

function text(locale: Locale, key: string): string {
  return textOf(locale, "shell", key) ?? key;
}
