import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./serve.ts";

const PATH = "/.live";

/** The open pages of a preview, told by server-sent events when to load again. */
export class LivePages {
  /** What listens, and the path of the page that does. */
  #pages = new Map<ServerResponse, string>();
  #error: string | undefined;

  /** Takes the request when it is a page's that begins to listen. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const [path, page = "/"] = (request.url ?? "").split("?");
    if (path !== PATH) return false;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    this.#pages.set(response, decodeURIComponent(page));
    request.once("close", () => this.#pages.delete(response));
    if (this.#error) response.write(event("error-text", this.#error));
    else response.write(": listening\n\n");
    return true;
  }

  /** Has a page listen. */
  listen(answer: Answer): Answer {
    if (!answer.headers["content-type"]?.startsWith("text/html")) return answer;
    const { etag: _, ...headers } = answer.headers;
    return { ...answer, headers, body: `${Buffer.from(answer.body)}\n<script>${LISTEN}</script>` };
  }

  /** The paths of the pages that listen. */
  open(): string[] {
    return [...new Set(this.#pages.values())];
  }

  /** Has the pages with these paths load again, or all show an error; another build without one takes it away. */
  reload(paths: readonly string[], error?: string): void {
    this.#error = error;
    for (const page of this.#pages.keys())
      page.write(error ? event("error-text", error) : event("reload", paths));
  }
}

function event(type: string, data: string | readonly string[]): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

const LISTEN = `
const path = location.pathname.replace(/\\/$/, "/index.html");
const live = new EventSource("${PATH}?" + encodeURIComponent(path));
live.addEventListener("reload", (event) => {
  if (JSON.parse(event.data).includes(path)) location.reload();
  else document.querySelector("#live-error")?.remove();
});
live.addEventListener("error-text", (event) => {
  const box = document.querySelector("#live-error") ?? document.body.appendChild(document.createElement("pre"));
  box.id = "live-error";
  box.style.cssText = "position: fixed; inset: auto 0 0 0; z-index: 9; max-height: 60vh; overflow: auto; margin: 0;" +
    "padding: 1rem 2rem; background: #7a1c1c; color: #fff; font: 14px/1.5 monospace; white-space: pre-wrap";
  box.textContent = JSON.parse(event.data);
});`;
