import { label, message } from "../messages/index.js";
import { element } from "./element.js";
import { shareOf } from "./figures.js";
import { formatFew, formatMoney, formatShare } from "./format.js";
import { colourOf } from "./palette.js";
import type { Picked } from "./picked.js";
import { perCustomer, type RfmGroup, type RfmView } from "./rfm_groups.js";
import { formatCustomersShort, formatMean } from "./rfm_words.js";

/** Every segment's numbers, best first, and everyone's; a segment's name picks it. */
export function rfmSegmentTable(view: RfmView, picked: Picked, caption: string): HTMLElement {
  const columns: [string, (group: RfmGroup) => string][] = [
    [label("measure", "customers"), (group) => shown(group, formatCustomersShort(group.customers))],
    [
      message("shell.share"),
      (group) => shown(group, formatShare(shareOf(group.customers, view.all.customers))),
    ],
    [label("measure", "revenue"), (group) => shown(group, formatMoney(group.revenue))],
    [message("shell.share"), (group) => shown(group, formatShare(shareOf(group.revenue, view.all.revenue)))],
    [label("measure", "mean_value"), (group) => shown(group, formatMoney(perCustomer(group, "revenue")))],
    [message("rfm.mean_orders"), (group) => shown(group, formatMean(perCustomer(group, "sales")))],
  ];
  const cells = (group: RfmGroup) =>
    columns.map(([, value]) => element("td", { class: "number" }, value(group)));
  const rows = view.segments.map((group) => {
    const button = element(
      "button",
      { type: "button" },
      element("i", { class: "swatch", style: `background: ${colourOf("segment", group.segment)}` }),
      label("segment", group.segment),
    );
    button.addEventListener("click", () =>
      picked.pick(picked.value === group.segment ? undefined : group.segment),
    );
    const row = element("tr", {}, element("th", { scope: "row" }, button), ...cells(group));
    return { group, row, button };
  });
  const table = element(
    "table",
    {},
    element("caption", { class: "visually-hidden" }, caption),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, label("model", "segment")),
        ...columns.map(([name]) => element("th", { scope: "col", class: "number" }, name)),
      ),
    ),
    element("tbody", {}, ...rows.map(({ row }) => row)),
    element(
      "tfoot",
      {},
      element("tr", {}, element("th", { scope: "row" }, message("rfm.everyone")), ...cells(view.all)),
    ),
  );
  picked.follow(table, (value) => {
    for (const { group, row, button } of rows) {
      row.classList.toggle("picked", group.segment === value);
      button.setAttribute("aria-pressed", String(group.segment === value));
    }
  });
  return element(
    "div",
    { class: "table-scroll segment-table", tabindex: 0, role: "region", "aria-label": caption },
    table,
  );
}

function shown(group: RfmGroup, text: string): string {
  return group.customers === null ? formatFew() : text;
}
