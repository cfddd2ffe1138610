import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { UserError } from "./errors.ts";
import { LivePages } from "./live_pages.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".arrow": "application/vnd.apache.arrow.stream",
};

export interface Serving {
  /** `http://localhost:3000/` */
  address: string;
  /** The open pages. Only when `isLive`. */
  live: LivePages | undefined;
  close(): Promise<void>;
}

/**
 * Serves a folder as any static server would, from `port` or the next one that is free (0: any). With `isLive`,
 * pages listen for what is new.
 */
export async function serve(
  folder: string,
  { port = 3000, host = "127.0.0.1", isLive = false } = {},
): Promise<Serving> {
  const root = resolve(folder);
  const live = isLive ? new LivePages() : undefined;
  const server = createServer((request, response) => {
    if (live?.serve(request, response)) return;
    respond(root, request.url ?? "/", isLive ? "" : (request.headers["accept-encoding"] ?? "")).then(
      (answer) => {
        const { status, headers, body } = live?.listen(answer) ?? answer;
        const isKnown = headers.etag !== undefined && headers.etag === request.headers["if-none-match"];
        response.writeHead(isKnown ? 304 : status, headers);
        response.end(isKnown || request.method === "HEAD" ? undefined : body);
      },
      () => response.writeHead(500).end(),
    );
  });
  const taken = await listen(server, port, host);
  return {
    address: `http://localhost:${taken}/`,
    live,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  for (let next = port; next < port + 100; ++next) {
    const error = await new Promise<NodeJS.ErrnoException | undefined>((done) => {
      server.once("error", done);
      server.listen(next, host, () => done(undefined));
    });
    server.removeAllListeners("error");
    if (!error) return (server.address() as AddressInfo).port;
    if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
  }
  throw new UserError(`no port from ${port} to ${port + 99} is free`, {
    fix: "choose another with --port",
  });
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

const compressed = new Map<string, Promise<Buffer>>();

async function respond(root: string, url: string, encodings: string): Promise<Answer> {
  const { pathname, search } = new URL(url, "http://localhost");
  const file = normalize(join(root, decode(pathname)));
  if (file !== root && !file.startsWith(root + sep)) return missing(root);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) {
    if (pathname.endsWith("/")) return respond(root, `${pathname}index.html`, encodings);
    return {
      status: 301,
      headers: { location: `${pathname}/${search}` },
      body: "",
    };
  }
  if (!found) return missing(root);
  const content = await readFile(file);
  const etag = `"${createHash("sha1").update(content).digest("hex")}"`;
  const headers: Record<string, string> = {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "cache-control": /[.-][0-9a-zA-Z]{8}\.(js|arrow|json)$/.test(file)
      ? "max-age=31536000, immutable"
      : "no-cache",
    vary: "accept-encoding",
    etag,
  };
  if (!/\bgzip\b/.test(encodings)) return { status: 200, headers, body: content };
  let body = compressed.get(etag);
  if (!body) {
    body = promisify(gzip)(content);
    compressed.set(etag, body);
  }
  return {
    status: 200,
    headers: { ...headers, "content-encoding": "gzip" },
    body: await body,
  };
}

async function missing(root: string): Promise<Answer> {
  const body = await readFile(join(root, "404.html")).catch(() => "not found");
  return {
    status: 404,
    headers: { "content-type": TYPES[".html"] ?? "" },
    body,
  };
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
