import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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

/** What a page's listener hears until `wanted` comes. */
async function hear(address: string, wanted: string, act = () => {}): Promise<string> {
  const response = await fetch(`${address}.live`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = (await reader?.read())?.value ?? "";
  act();
  while (!heard.includes(wanted)) heard += (await reader?.read())?.value ?? "";
  await reader?.cancel();
  return heard;
}

test("in a preview, open pages are told what is new, what went wrong, and that something is worked out", async () => {
  const { address, live, close } = await serve(join(folder, "site"), { port: 0, isLive: true });
  expect(await (await fetch(`${address}en/`)).text()).toContain("EventSource");
  const isNew = 'event: new\ndata: ["/en/rfm.html"]\n\n';
  expect(await hear(address, isNew, () => live?.renew(["/en/rfm.html"]))).toContain(
    "event: working\ndata: false",
  );
  await hear(address, "event: working\ndata: true", () => live?.work(true));
  expect(await hear(address, "working")).toContain("true");
  const error = `event: error-text\ndata: ${JSON.stringify("no such column\n   in: sql/marts/a.sql:3")}\n\n`;
  await hear(address, error, () => live?.fail("no such column\n   in: sql/marts/a.sql:3"));
  // Also by who comes later.
  await hear(address, error);
  live?.renew([]);
  expect(await hear(address, "working")).not.toContain("error-text");
  await close();
});

test("pages of a preview say whether more than their data changed", async () => {
  const page = join(folder, "site/en/index.html");
  const write = (files: string, title = "a") =>
    writeFile(
      page,
      `<html><link rel="preload" as="fetch" crossorigin href="${files}">\n<h1>${title}</h1>` +
        `<script type="application/json" id="tierboard-files">{"./data/a.arrow":"${files}"}</script></html>`,
    );
  const preview = await serve(join(folder, "site"), { port: 0, isLive: true });
  const shell = async () =>
    /data-shell="(\w+)"/.exec(await (await fetch(`${preview.address}en/`)).text())?.[1];
  const old = await readFile(page, "utf8");
  await write("./data/a.1.arrow");
  const first = await shell();
  await write("./data/a.2.arrow");
  expect(await shell()).toBe(first);
  await write("./data/a.2.arrow", "b");
  expect(await shell()).not.toBe(first);
  await writeFile(page, old);
  await preview.close();
});

test("a site that is served for good does not listen", async () => {
  expect(await (await get("en/")).text()).not.toContain("EventSource");
  expect((await get(".live")).status).toBe(404);
});
