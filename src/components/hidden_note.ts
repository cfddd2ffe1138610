import { message } from "../messages/index.js";
import { about } from "./about.js";
import { formatFew } from "./format.js";

/** What "hidden" means, where one of the numbers is. */
export function hiddenNote(numbers: readonly (number | null)[]): string | undefined {
  if (!numbers.includes(null)) return undefined;
  return message("migration.note_hidden", { hidden: formatFew(), limit: about().fewest });
}
