import { message } from "../messages/index.js";
import { element } from "./element.js";

export interface EmptyStateOptions {
  /** What would be shown here: a sentence. */
  shows: string;
  /** The source table that is empty, a name of the contract. */
  source: string;
}

/** Stands where a chart would be when its optional source is empty: what it would show and what it needs. */
export function emptyState({ shows, source }: EmptyStateOptions): HTMLElement {
  return element(
    "section",
    { class: "card empty" },
    element("h2", {}, message("shell.empty_title")),
    element("p", {}, shows),
    element(
      "p",
      { class: "quiet" },
      message("shell.empty_needs", {
        source,
        file: `sql/sources/${source}.sql`,
      }),
    ),
  );
}
