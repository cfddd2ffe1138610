import { element } from "./element.js";

/** Hands the reader a file made on the page. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
