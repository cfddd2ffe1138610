import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Serving, serve } from "../loaders/serve.ts";

let folder: string;
let site: Serving;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "serve-"));
  await mkdir(join(folder, "site/en/data"), { recursive: true });
  await writeFile(join(folder, "secret"), "not for you");
  await writeFile(join(folder, "site/404.html"), "no such page");
  await writeFile(join(folder, "site/en/index.html"), "<p>hello</p>".repeat(100));
  await writeFile(join(folder, "site/en/data/cells.1a2b3c4d.arrow"), "arrow");
  site = await serve(join(folder, "site"), { port: 0 });
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(site.address + path, init);

test("a folder is its index.html, under an address that ends in a slash", async () => {
  const response = await get("en?preset=eight");
  expect([response.status, response.url]).toEqual([200, `${site.address}en/?preset=eight`]);
  expect(await response.text()).toContain("hello");
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
});

test("texts are compressed for those who take it", async () => {
  const [packed, plain] = await Promise.all([
    get("en/index.html"),
    get("en/index.html", { headers: { "accept-encoding": "identity" } }),
  ]);
  expect([packed.headers.get("content-encoding"), plain.headers.get("content-encoding")]).toEqual([
    "gzip",
    null,
  ]);
  expect(await packed.text()).toBe(await plain.text());
});

test("files named by their content are kept, pages are asked for anew", async () => {
  const [data, page] = await Promise.all([get("en/data/cells.1a2b3c4d.arrow"), get("en/index.html")]);
  expect(data.headers.get("cache-control")).toContain("immutable");
  expect(page.headers.get("cache-control")).toBe("no-cache");
  const again = await get("en/index.html", { headers: { "if-none-match": page.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
});

test("what is not there is 404.html", async () => {
  const response = await get("en/nothing.html");
  expect([response.status, await response.text()]).toEqual([404, "no such page"]);
});

test.each(["../secret", "%2e%2e/secret", "en/..%2f..%2fsecret", "%00", "%ff"])(
  "%s leads nowhere",
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("not for you");
  },
);

test("a busy port is passed over for the next", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port } = other.address() as { port: number };
  const second = await serve(join(folder, "site"), { port });
  expect(Number(new URL(second.address).port)).toBeGreaterThan(port);
  expect((await fetch(`${second.address}en/`)).status).toBe(200);
  await second.close();
  await new Promise((done) => other.close(done));
});

/** What a page's listener hears first. */
async function hear(address: string, act: () => void): Promise<string> {
  const response = await fetch(`${address}.live`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = (await reader?.read())?.value ?? "";
  act();
  while (!/data:/.test(heard)) heard += (await reader?.read())?.value ?? "";
  await reader?.cancel();
  return heard.slice(heard.indexOf("event:"));
}

test("in a preview, open pages are told to load again, or what went wrong", async () => {
  const preview = await serve(join(folder, "site"), { port: 0, isLive: true });
  expect(await (await fetch(`${preview.address}en/`)).text()).toContain("EventSource");
  expect(await hear(preview.address, () => preview.reload(["/en/rfm.html"]))).toBe(
    'event: reload\ndata: ["/en/rfm.html"]\n\n',
  );
  const error = "Error: no such column\n   in: sql/marts/a.sql:3";
  expect(await hear(preview.address, () => preview.reload([], error))).toBe(
    `event: error-text\ndata: ${JSON.stringify(error)}\n\n`,
  );
  expect(await hear(preview.address, () => {})).toContain("no such column");
  await preview.close();
});

test("a site that is served for good does not listen", async () => {
  expect(await (await get("en/")).text()).not.toContain("EventSource");
  expect((await get(".live")).status).toBe(404);
});
