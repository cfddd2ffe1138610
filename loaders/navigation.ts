import { PAGES } from "../observablehq.config.ts";
import type { About } from "./catalog.ts";
import { type Locale, languages, textOf } from "./messages.ts";

/** The element that carries `about` to the page's scripts. */
export function aboutElement(about: About): string {
  return `<script type="application/json" id="tierboard-about">${JSON.stringify(about).replaceAll("<", "\\u003c")}</script>`;
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
