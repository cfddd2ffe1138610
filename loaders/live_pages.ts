import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./serve.ts";

const PATH = "/.live";

/** The open pages of a preview, told by server-sent events what is new. */
export class LivePages {
  /** What listens, and the path of the page that does. */
  #pages = new Map<ServerResponse, string>();
  #error: string | undefined;
  #isWorking = false;

  /** Takes the request when it is a page's that begins to listen. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const [path, page = "/"] = (request.url ?? "").split("?");
    if (path !== PATH) return false;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    this.#pages.set(response, decodeURIComponent(page));
    request.once("close", () => this.#pages.delete(response));
    response.write(event("working", this.#isWorking));
    if (this.#error) response.write(event("error-text", this.#error));
    return true;
  }

  /** Has a page listen. */
  listen(answer: Answer): Answer {
    if (!answer.headers["content-type"]?.startsWith("text/html")) return answer;
    const { etag: _, ...headers } = answer.headers;
    const html = String(Buffer.from(answer.body));
    const script = `<script id="live" data-shell="${shellOf(html)}">${LISTEN}</script>`;
    return { ...answer, headers, body: `${html}\n${script}` };
  }

  /** The paths of the pages that listen. */
  open(): string[] {
    return [...new Set(this.#pages.values())];
  }

  /** Has all pages show whether something is being worked out. */
  work(isWorking: boolean): void {
    this.#isWorking = isWorking;
    this.#tell("working", isWorking);
  }

  /** Has the pages with these paths show what is new, and an error go. */
  renew(paths: readonly string[]): void {
    this.#error = undefined;
    this.#tell("new", paths);
  }

  /** Has all pages show an error, until something is new. */
  fail(error: string): void {
    this.#error = error;
    this.#tell("error-text", error);
  }

  #tell(type: string, data: unknown): void {
    for (const page of this.#pages.keys()) page.write(event(type, data));
  }
}

function event(type: string, data: unknown): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A digest of what a page is without its data: pages that differ in no more show new data in place. */
function shellOf(html: string): string {
  const shell = html.replace(FILES, "").replace(PRELOAD, "");
  return createHash("sha256").update(shell).digest("hex").slice(0, 16);
}

const FILES = /<script type="application\/json" id="tierboard-files">.*?<\/script>/;
const PRELOAD = /<link rel="preload" as="fetch"[^>]*>\n?/g;

const LISTEN = `
const path = location.pathname.replace(/\\/$/, "/index.html");
const live = new EventSource("${PATH}?" + encodeURIComponent(path));
const box = (id, style) => {
  const found = document.getElementById(id) ?? document.body.appendChild(document.createElement("pre"));
  found.id = id;
  found.style.cssText = "position: fixed; z-index: 9; margin: 0; font: 14px/1.5 monospace; white-space: pre-wrap;" + style;
  return found;
};
const renew = async () => {
  const html = await (await fetch(path, { cache: "no-store" })).text();
  const page = new DOMParser().parseFromString(html, "text/html");
  const isSame = page.getElementById("live")?.dataset.shell === document.getElementById("live").dataset.shell;
  const paths = page.getElementById("tierboard-files")?.textContent;
  if (!isSame || !paths || !(await globalThis.showData?.(JSON.parse(paths)))) location.reload();
};
let last = Promise.resolve();
live.addEventListener("new", (event) => {
  document.getElementById("live-error")?.remove();
  if (JSON.parse(event.data).includes(path)) last = last.then(renew).catch(() => location.reload());
});
live.addEventListener("working", (event) => {
  if (!JSON.parse(event.data)) document.getElementById("live-work")?.remove();
  else box("live-work", "inset: auto 1rem 1rem auto; padding: 0 .75rem; border-radius: 1rem; background: #1b3a5c; color: #fff")
    .textContent = "computing … some cards still show the numbers before";
});
live.addEventListener("error-text", (event) => {
  box("live-error", "inset: auto 0 0 0; max-height: 60vh; overflow: auto; padding: 1rem 2rem; background: #7a1c1c; color: #fff")
    .textContent = JSON.parse(event.data);
});`;
