import { message } from "../messages/index.js";
import { about } from "./about.js";
import { formatDay } from "./format.js";

/** Where the figures of a card come from: "Source: tierboard (marts.tier_sizes)". */
export function sourceLine(marts: readonly string[]): string {
  return marts.length > 0
    ? message("shell.source_marts", { marts: marts.join(", ") })
    : message("shell.source");
}

/** The day that they are true for, and whether its month is complete. */
export function asOfLine(): string {
  const { as_of, as_of_is_partial } = about();
  return message(as_of_is_partial ? "shell.as_of_partial" : "shell.as_of", { date: formatDay(as_of) });
}
