import { label, message } from "../messages/index.js";
import type { Catalog, CatalogModel } from "./catalog.js";
import { element } from "./element.js";
import { PAGE_CHARTS, type PageCharts } from "./page_charts.js";
import { listing } from "./sql_panel.js";

/**
 * Every chart of every page with links to the queries behind it, but for those of `leftOut` (`page_chart`), and below them
 * the queries themselves, layer by layer.
 */
export function sqlIndex({ models }: Pick<Catalog, "models">, leftOut: readonly string[] = []): HTMLElement {
  const byName = new Map(models.map((model) => [model.name, model]));
  const open = (name: string) => {
    let place = document.getElementById(idOf(name)) as Element | null | undefined;
    for (; place; place = place.parentElement?.closest("details"))
      if (place instanceof HTMLDetailsElement) place.open = true;
  };
  const link = (name: string) => {
    if (!byName.has(name)) return element("code", {}, name);
    const anchor = element("a", { href: `#${idOf(name)}` }, element("code", {}, name));
    anchor.addEventListener("click", () => open(name));
    return anchor;
  };
  const shown = (page: string, charts: PageCharts) =>
    Object.entries(charts).filter(([chart]) => !leftOut.includes(`${page}_${chart}`));
  const pages = Object.entries(PAGE_CHARTS).map(([page, { title, charts }]) =>
    element(
      "section",
      {},
      element("h3", {}, element("a", { href: `./${page}.html` }, message(title))),
      element(
        "ul",
        { class: "chart-index" },
        ...shown(page, charts).map(([chart, marts]) =>
          element(
            "li",
            {},
            element("a", { href: `./${page}.html#${chart}` }, label("chart", `${page}_${chart}`)),
            " ",
            ...marts.flatMap((mart, index) => [index > 0 ? ", " : "", link(`marts.${mart}`)]),
          ),
        ),
      ),
    ),
  );
  const layers = ["marts", "customers", "staging", "sources", "thresholds", "checks"] as const;
  const queries = layers.map((layer) => {
    const own = models.filter(({ name }) => name.startsWith(`${layer}.`));
    return element(
      "details",
      { class: "layer", open: layer === "marts" },
      element(
        "summary",
        {},
        element("span", {}, message(`methods.layer_${layer}`)),
        element("span", { class: "quiet" }, message(`methods.layer_${layer}_says`)),
      ),
      ...own.map((model) => query(model, link)),
    );
  });
  return element("div", { class: "sql-index" }, element("div", { class: "grid-3" }, ...pages), ...queries);
}

function query(model: CatalogModel, link: (name: string) => HTMLElement): HTMLElement {
  const { name, file, upstream } = model;
  const details = element(
    "details",
    { class: "query", id: idOf(name) },
    element("summary", {}, element("code", {}, file)),
  );
  // Some hundred queries: each is written out when it is opened.
  details.addEventListener("toggle", () => {
    if (!details.open || details.childElementCount > 1) return;
    const reads = upstream.flatMap((other, index) => [index > 0 ? ", " : "", link(other)]);
    details.append(
      listing(model, element("span", {}, reads.length > 0 && message("methods.reads"), ...reads)),
    );
  });
  return details;
}

function idOf(name: string): string {
  return `sql-${name}`;
}
