import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { copyProject } from "../../loaders/bench/copy_project.ts";
import { dev } from "../../loaders/dev.ts";
import { fixedCuts, ORDERS, threshold } from "../plan/company.ts";

// An analyst at work: a page is open while files are saved.
let address: string;
let root: string;
let browser: Browser;
let tab: Page;
const ending = new AbortController();
let preview: Promise<void>;

beforeAll(async () => {
  root = copyProject(".", "preview");
  await save("sources/orders.sql", ORDERS);
  await save("thresholds/rfm_cuts/rfm.sql", fixedCuts());
  const warehouse = join(root, "data/warehouse.duckdb");
  await new Promise<void>((begun) => {
    const serving = (site: string) => {
      address = `${site}en/rfm.html`;
      begun();
    };
    preview = dev({ root, overlay: "acme", warehouse, port: 0, signal: ending.signal, serving });
  });
  browser = await openBrowser();
  tab = await browser.newPage();
  await vi.waitFor(async () => expect((await tab.goto(address))?.status()).toBe(200), LONG);
  await grid().waitFor();
});

afterAll(async () => {
  await browser?.close();
  ending.abort();
  await preview;
  await rm(root, { recursive: true, force: true });
});

const LONG = { timeout: 60_000, interval: 100 };

async function save(path: string, text: string): Promise<void> {
  const file = join(root, "acme", path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

// Its numbers are drawn at once; charts further down come later.
const grid = () => tab.locator("#rfm_grid svg text").first();
const shown = async () => {
  await grid().waitFor();
  return tab.locator("#rfm_grid").textContent();
};
const error = () =>
  tab
    .locator("#live-error")
    .textContent({ timeout: 1000 })
    .catch(() => null);

/** Whether the page is still the one that was marked. */
const isMarked = () => tab.evaluate(() => "isMarked" in window);
const mark = () => tab.evaluate("window.isMarked = true");

test("a saved threshold shows its numbers on the open page, which stays where it is and as it is set", async () => {
  await tab.getByRole("radio", { name: "Revenue" }).first().check();
  await tab.evaluate(() => scrollTo(0, 200));
  const [before, below] = [await shown(), await tab.locator("#rfm_recency").textContent()];
  await mark();
  await save("thresholds/rfm_cuts/rfm.sql", fixedCuts({ r4: 14 }));
  await expect.poll(shown, LONG).not.toBe(before);
  await expect.poll(() => tab.locator("#rfm_recency").textContent(), LONG).not.toBe(below);
  await tab.locator("#live-work").waitFor({ state: "detached", timeout: 60_000 });
  expect(await isMarked()).toBe(true);
  expect(await tab.evaluate(() => scrollY)).toBe(200);
  expect(await tab.getByRole("radio", { name: "Revenue" }).first().isChecked()).toBe(true);
  // What it shows is what it shows when it is loaded anew.
  const inPlace = await tab.locator("main").innerText();
  await tab.reload();
  await shown();
  await expect.poll(() => tab.locator("main").innerText(), LONG).toBe(inPlace);
});

test("thresholds that a page lists are the new ones", async () => {
  await tab.goto(address.replace("rfm.html", "methods.html"));
  const cut = tab.locator("main").getByText(/^17$/).first();
  await tab.locator("main table").first().waitFor();
  expect(await cut.count()).toBe(0);
  await mark();
  await save("thresholds/rfm_cuts/rfm.sql", fixedCuts({ r4: 17 }));
  await cut.waitFor({ state: "attached", timeout: 60_000 });
  expect(await isMarked()).toBe(true);
  await tab.goto(address);
});

test("an editor that saves by replacing the file is heard every time", async () => {
  for (const r4 of [20, 16, 14]) {
    const before = await shown();
    await save("edited.tmp", fixedCuts({ r4 }));
    await rename(join(root, "acme/edited.tmp"), join(root, "acme/thresholds/rfm_cuts/rfm.sql"));
    await expect.poll(shown, LONG).not.toBe(before);
  }
});

test("a broken edit is told on the page with its file and line, and goes with the next good save", async () => {
  const before = await shown();
  await save("thresholds/rfm_cuts/rfm.sql", fixedCuts().replace("cut_at,", "cut_att,"));
  await expect.poll(error, LONG).toContain("acme/thresholds/rfm_cuts/rfm.sql:");
  expect(await error()).toContain("cut_att");
  expect(await shown()).toBe(before);
  await save("thresholds/rfm_cuts/rfm.sql", fixedCuts());
  await expect.poll(error, LONG).toBeNull();
  await expect.poll(shown, LONG).not.toBe(before);
});

test("a page opened while something is broken is told too", async () => {
  await save("thresholds/rfm_cuts/rfm.sql", "-- One row per cut point.\nselect nothing from nowhere\n");
  await expect.poll(error, LONG).toContain("rfm.sql:2");
  const other = await browser.newPage();
  await other.goto(address.replace("rfm.html", "pyramid.html"));
  await other.locator("#live-error").waitFor();
  await save("thresholds/rfm_cuts/rfm.sql", fixedCuts());
  await other.locator("#live-error").waitFor({ state: "detached" });
  await other.close();
});

test("a page of which more than data changes loads again", async () => {
  await mark();
  await save("thresholds/privacy.sql", threshold("privacy", { "5 as smallest_cell": "7 as smallest_cell" }));
  await expect.poll(isMarked, LONG).toBe(false);
  await shown();
});
