import type { About } from "./catalog.ts";
import type { FrozenReport } from "./frozen.ts";
import { type Locale, languages, textOf } from "./messages.ts";
import { longDay, pageName } from "./navigation.ts";

/** The quiet line on top of a frozen page: what it is, and where the current report and the other frozen ones are. */
export function frozenBanner(locale: Locale, page: string, about: About): string {
  const day = text(locale, "frozen_as_of").replace("{date}", longDay(locale, about.as_of));
  const current = `<a class="frozen-link" href="../../../${locale}/${page}.html">${text(locale, "frozen_current")}</a>`;
  const all = `<a class="frozen-link" href="../../index.html?language=${locale}">${text(locale, "frozen_all")}</a>`;
  return `<aside class="frozen">${day} ${current} ${all}</aside>`;
}

/** The page that lists the frozen reports, newest first. It holds every language, and shows the reader's. */
export function renderFrozenList(reports: readonly FrozenReport[], style: string): string {
  const locales = Object.keys(languages) as Locale[];
  return `<!DOCTYPE html>
<html lang="${languages[locales[0] ?? "en"].tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(locales[0] ?? "en", "frozen_reports")} | tierboard</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${locales.map((locale) => section(locale, locales, reports)).join("\n")}
<script>${SHOW_ONE}</script>
</body>
</html>
`;
}

function section(locale: Locale, locales: readonly Locale[], reports: readonly FrozenReport[]): string {
  const switches = locales.map((other) => {
    const { tag, name } = languages[other];
    const current = other === locale ? ' aria-current="true"' : " data-language";
    return `<li><a href="./index.html?language=${other}" lang="${tag}" hreflang="${tag}"${current}>${name}</a></li>`;
  });
  return `<div class="frozen-list" lang="${languages[locale].tag}" data-locale="${locale}" data-title="${text(locale, "frozen_reports")} | ${text(locale, "product")}">
<header class="frozen-head"><a class="brand" href="../${locale}/index.html">${text(locale, "product")}</a>
<nav class="languages" aria-label="${text(locale, "languages")}"><ul>${switches.join("")}</ul></nav></header>
<main>
<h1>${text(locale, "frozen_reports")}</h1>
<p>${text(locale, "frozen_lead")}</p>
<ol class="frozen-reports">${reports.map((report) => entry(locale, report)).join("\n")}</ol>
<p><a href="../${locale}/index.html">${text(locale, "frozen_current")}</a></p>
</main>
</div>`;
}

function entry(locale: Locale, report: FrozenReport): string {
  const folder = `./${report.as_of}/${report.locales.includes(locale) ? locale : report.locales[0]}`;
  const pages = report.pages.map((page) => `<a href="${folder}/${page}.html">${pageName(locale, page)}</a>`);
  const facts = [
    ...(report.as_of_is_partial ? [text(locale, "frozen_partial")] : []),
    `${text(locale, "frozen_fingerprint")} <code>${report.fingerprint.slice(0, 12)}</code>`,
  ];
  return `<li><h2><a href="${folder}/${report.pages[0]}.html">${longDay(locale, report.as_of)}</a></h2>
<p class="frozen-pages">${pages.join(" ")}</p>
<p class="frozen-fact">${facts.join(" · ")}</p></li>`;
}

const SHOW_ONE = `
const parts = [...document.querySelectorAll("[data-locale]")];
const asked = new URLSearchParams(location.search).get("language");
const wanted = [asked, ...(navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase())];
const find = (locale) => parts.find((part) => part.dataset.locale === locale);
const shown = find(wanted.find(find)) ?? parts[0];
for (const part of parts) part.hidden = part !== shown;
document.documentElement.lang = shown.lang;
document.title = shown.dataset.title;`;

function text(locale: Locale, key: string): string {
  return textOf(locale, "shell", key) ?? key;
}
