/** What the whole site is about: one state of one warehouse. */
export interface About {
  /** The day the figures are true for. */
  as_of: Date;
  /** Whether that day is not the end of its month. */
  as_of_is_partial: boolean;
  /** The currency of every amount, an ISO 4217 code. */
  currency: string;
  /** Below how many customers a cell is hidden. */
  fewest: number;
  /** What files of the company call keys, by section: presets, their notes, segments. */
  names: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The place of each segment of the company's own in its preset, from 0, the best, to 1. */
  places: Readonly<Record<string, number>>;
}

let known: About | undefined;

/** Read from the page's head, so that no request waits on it. */
export function about(): About {
  if (known) return known;
  const text = globalThis.document?.getElementById("tierboard-about")?.textContent;
  const told = text ? (JSON.parse(text) as Partial<Record<keyof About, unknown>>) : {};
  known = {
    as_of: new Date(String(told.as_of ?? "1970-01-01")),
    as_of_is_partial: Boolean(told.as_of_is_partial),
    currency: String(told.currency ?? "USD"),
    fewest: Number(told.fewest ?? 5),
    names: (told.names ?? {}) as About["names"],
    places: (told.places ?? {}) as About["places"],
  };
  return known;
}
