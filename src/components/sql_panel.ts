import { message } from "../messages/index.js";
import { readCatalog } from "./catalog.js";
import { copyText } from "./copy_text.js";
import { element } from "./element.js";

/** The SQL of the marts a chart is made from, each with a button that copies it. */
export function sqlPanel(marts: readonly string[]): HTMLElement {
  const panel = element("div", { class: "sql" }, element("p", { class: "quiet" }, message("shell.loading")));
  readCatalog().then(
    ({ models }) => {
      const found = models.filter(({ name }) => marts.includes(name));
      panel.replaceChildren(...(found.length ? found.map((model) => listing(model)) : [missing()]));
    },
    () => panel.replaceChildren(missing()),
  );
  return panel;
}

/** A query with a button that copies it; above it the name of its file unless told. */
export function listing(
  { file, sql }: { file: string; sql: string },
  head: Node = element("code", {}, file),
): HTMLElement {
  const copy = element("button", { type: "button" }, message("shell.copy"));
  copy.addEventListener("click", async () => {
    await copyText(sql);
    copy.textContent = message("shell.copied");
    setTimeout(() => {
      copy.textContent = message("shell.copy");
    }, 2000);
  });
  return element(
    "div",
    { class: "listing" },
    element("div", { class: "listing-head" }, head, copy),
    element("pre", { tabindex: 0, lang: "en" }, element("code", {}, sql.trim())),
  );
}

function missing(): HTMLElement {
  return element("p", { class: "failed" }, message("shell.sql_missing"));
}
