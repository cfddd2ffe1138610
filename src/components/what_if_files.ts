import { message } from "../messages/index.js";
import type { Catalog } from "./catalog.js";
import { readCatalog } from "./catalog.js";
import { element } from "./element.js";
import { saveFile } from "./save_file.js";
import { listing } from "./sql_panel.js";
import type { ThresholdFile } from "./what_if_thresholds.js";

const FOLDER = "DIR/thresholds/";
const COMMAND = "npm run plan -- --overlay DIR";

/**
 * "Use these": the threshold files of what the reader has set, to copy or to save. They are made when the reader opens
 * the panel and again at every change while it is open.
 */
export function useThese(
  name: string,
  filesOf: (catalog: Catalog) => ThresholdFile[],
): { node: HTMLElement; update: () => void } {
  const place = element("div", { class: "files" });
  const details = element(
    "details",
    { class: "card use-these", id: name },
    element("summary", {}, message("what_if.use_these")),
    element("p", { class: "quiet" }, `${message("what_if.use_these_hint")} `, element("code", {}, FOLDER)),
    place,
  );
  let catalog: Catalog | undefined;
  let shown = "";

  const show = () => {
    if (!catalog) return;
    const files = filesOf(catalog);
    const text = JSON.stringify(files);
    if (text === shown) return;
    shown = text;
    place.replaceChildren(
      ...(files.length === 0
        ? [element("p", {}, message("what_if.nothing_changed"))]
        : [
            ...files.map(fileListing),
            element("p", {}, message("what_if.then_plan")),
            listing({ file: "", sql: COMMAND }, element("span")),
          ]),
    );
  };
  details.addEventListener("toggle", async () => {
    if (!details.open) return;
    try {
      catalog = await readCatalog();
      show();
    } catch {
      place.replaceChildren(element("p", { class: "failed" }, message("shell.sql_missing")));
    }
  });
  return {
    node: details,
    update: () => {
      if (details.open) show();
    },
  };
}

function fileListing({ path, sql }: ThresholdFile): HTMLElement {
  const save = element("button", { type: "button" }, message("what_if.save_file"));
  save.addEventListener("click", () =>
    saveFile(
      path.slice(path.lastIndexOf("/") + 1),
      new Blob([sql], { type: "application/sql;charset=utf-8" }),
    ),
  );
  return listing({ file: path, sql }, element("span", {}, element("code", {}, path), " ", save));
}
