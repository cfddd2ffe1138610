import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";

const address = inject("address");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

test.each([
  ["zh-CN", "zh"],
  ["zh-TW", "zh"],
  ["en-GB", "en"],
  ["de-DE", "en"],
])("a reader of %s is led to %s, with the view asked for", async (locale, folder) => {
  const context = await browser.newContext({ locale });
  const tab = await context.newPage();
  await tab.goto(`${address}?model=segment#matrix`);
  await tab.waitForURL(`${address}${folder}/index.html?model=segment#matrix`);
  await context.close();
});

test("without scripts the entrance leads to every language", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(address);
  const links = await tab
    .locator("noscript a")
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href")));
  expect(links).toEqual(["./en/index.html", "./zh/index.html"]);
  await context.close();
});
