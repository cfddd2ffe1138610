import type { About } from "./catalog.ts";
import { type Locale, languages, textOf } from "./messages.ts";
import { aboutElement, footer, navigation } from "./navigation.ts";
import type { Page } from "./page.ts";
import { frozenBanner } from "./template_frozen.ts";

export interface TemplateOptions {
  locale: Locale;
  /** The languages built, for the switch. */
  locales: readonly Locale[];
  /** The pages built, for the navigation. */
  pages: readonly string[];
  about: About;
  /** The style sheet's text. */
  style: string;
  /** The modules the page needs, its own first, relative to the page. */
  modules: readonly string[];
  /** Where each of the page's data files is: name on the page → path. */
  files: Readonly<Record<string, string>>;
  /** Where frozen reports are listed, if there are any. */
  reports?: string | undefined;
  /** Whether the page belongs to a frozen report and says so. */
  isFrozen?: boolean;
  /** What cells show before the page's scripts run, as HTML by their ids. */
  drawn?: ReadonlyMap<string, string> | undefined;
}

/** A page's HTML. Nothing in it names a host, and every path is relative. */
export function renderPage(page: Page, options: TemplateOptions): string {
  const { locale, locales, pages, about, style, modules, files, reports, isFrozen, drawn } = options;
  const [module = ""] = modules;
  const preloads = Object.entries(files).filter(
    ([name]) => page.files.includes(name) && !page.lazy.includes(name),
  );
  const links = [
    ...modules.map((path) => `<link rel="modulepreload" href="${path}">`),
    ...preloads.map(([, path]) => `<link rel="preload" as="fetch" crossorigin href="${path}">`),
  ].join("\n");
  const isDrawn = drawn !== undefined && drawn.size > 0;
  return `<!DOCTYPE html>
<html lang="${languages[locale].tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}${isFrozen ? ` ${about.as_of}` : ""} | ${textOf(locale, "shell", "product")}</title>
${isDrawn ? PAINT_AT_ONCE : links}
${locales
  .filter((other) => other !== locale)
  .map(
    (other) =>
      `<link rel="alternate" hreflang="${languages[other].tag}" href="../${other}/${page.name}.html">`,
  )
  .join("\n")}
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
<style>${style}</style>
${aboutElement(about, locale)}
<script type="application/json" id="tierboard-files">${JSON.stringify(files)}</script>
${isDrawn ? `<script>${afterPaint(links, module)}</script>` : `<script type="module" src="${module}"></script>\n<script>${WARM_UP}</script>`}
</head>
<body>
<div id="observablehq-center">
<header id="observablehq-header">
${navigation({ locale, locales, pages, page: page.name, href: (name) => `./${name}.html` })}
</header>
${isFrozen ? frozenBanner(locale, page.name, about) : ""}
<main id="observablehq-main" class="observablehq" tabindex="-1">
<noscript><p>${textOf(locale, "shell", "needs_scripts")}</p></noscript>
${drawn ? fillIn(page.body, drawn) : page.body}
</main>
<footer id="observablehq-footer">
${footer(locale, about, reports)}
</footer>
</div>
${locales.length > 1 ? `<script>${KEEP_STATE}</script>\n` : ""}</body>
</html>
`;
}

/** Puts what cells show before their places. */
function fillIn(body: string, drawn: ReadonlyMap<string, string>): string {
  return body.replace(
    /(?:<observablehq-loading><\/observablehq-loading>)?<!--(:[\w-]+:)-->/g,
    (place, id: string) => (drawn.has(id) ? `${drawn.get(id)}<!--${id}-->` : place),
  );
}

/** The page at the site's root: leads to the reader's language, keeping what follows `?` and `#`. */
export function renderEntrance(locales: readonly Locale[]): string {
  const links = locales.map(
    (locale) =>
      `<p><a href="./${locale}/index.html" lang="${languages[locale].tag}">${languages[locale].name}</a></p>`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>tierboard</title>
<script>
const languages = ${JSON.stringify(locales)};
const wanted = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase());
const language = wanted.find((tag) => languages.includes(tag)) ?? languages[0];
location.replace("./" + language + "/index.html" + location.search + location.hash);
</script>
</head>
<body><noscript>${links.join("")}</noscript></body>
</html>
`;
}

/** What a server that knows `404.html` shows for a page that is not there, in every language. */
export function renderNotFound(locales: readonly Locale[]): string {
  const parts = locales.map((locale) => {
    const { tag } = languages[locale];
    const text = (key: string) => textOf(locale, "shell", key);
    return `<section lang="${tag}"><h1>${text("not_found")}</h1><p>${text("not_found_hint")} <a href="./">${text("product")}</a></p></section>`;
  });
  return `<!DOCTYPE html>
<html lang="${languages[locales[0] ?? "en"].tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>404 | tierboard</title>
<style>:root{color-scheme:light dark;font-family:system-ui,sans-serif}body{max-width:40rem;margin:4rem auto;padding:0 1rem}</style>
</head>
<body>${parts.join("")}</body>
</html>
`;
}

// The switch leads to the same view: the address's state is added when the reader goes.
const KEEP_STATE = `
for (const link of document.querySelectorAll("[data-language]")) {
  const page = link.getAttribute("href");
  const lead = () => { link.href = page + location.search + location.hash; };
  for (const type of ["pointerdown", "focus", "click", "mouseenter"]) link.addEventListener(type, lead);
}`;

// The first number format costs a browser 15 ms: it is made while the scripts are on their way.
const WARM_UP = "new Intl.NumberFormat(document.documentElement.lang).format(0)";

// A browser that knows it paints once, when all is there, rather than from the top as it reads.
const PAINT_AT_ONCE = '<link rel="expect" href="#observablehq-footer" blocking="render">';

// What the build has drawn is painted before scripts are even asked for, which would cost it a fifth of its time. It is
// hidden if the address asks for another view, and its words are not stretched where a chart is. A page in the background
// is not painted, and need not wait.
const afterPaint = (links: string, module: string) => `
if (location.search) document.documentElement.dataset.view = "other";
addEventListener("DOMContentLoaded", () => {
  for (const svg of document.querySelectorAll("observablehq-loading .chart svg"))
    if (svg.clientWidth > 0) svg.style.setProperty("--unstretch", svg.viewBox.baseVal.width / svg.clientWidth);
  const start = () => setTimeout(() => {
    document.head.insertAdjacentHTML("beforeend", ${JSON.stringify(links)});
    import("${module}");
    ${WARM_UP};
  });
  if (document.hidden) start();
  else requestAnimationFrame(start);
});`;

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#2a2a66" d="M6.5 1h3L11 5H5z"/><path fill="#2d6699" d="M4.7 6h6.6l1.5 4H3.2z"/><path fill="#2f8f87" d="M2.9 11h10.2L15 15H1z"/></svg>';

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
