/** The view's state as the page's query string, so that a copied link shows the same view. */

/** The value of `name` in the address, if it is one of `allowed`. */
export function readState(name: string, allowed?: readonly string[]): string | undefined {
  const value = new URLSearchParams(location.search).get(name) ?? undefined;
  return value !== undefined && (!allowed || allowed.includes(value)) ? value : undefined;
}

/** Puts `value` into the address without a new entry in the history; the default (undefined) leaves it out. */
export function writeState(name: string, value: string | undefined): void {
  const query = new URLSearchParams(location.search);
  if (value === undefined) query.delete(name);
  else query.set(name, value);
  const text = query.toString();
  history.replaceState(history.state, "", `${location.pathname}${text && `?${text}`}${location.hash}`);
}

/** Calls `read` when the reader goes back or forward to another state of this page, until `element` is gone. */
export function onStateChange(element: Element, read: () => void): void {
  const listen = () => {
    if (element.isConnected) read();
  };
  addEventListener("popstate", listen);
}
