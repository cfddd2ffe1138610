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
  };
  return known;
}
