import { readFileSync } from "node:fs";
import type { Locale } from "./loaders/messages.ts";
import { type About, siteConfig } from "./loaders/site_config.ts";

// For `npm run dev`, which writes what the data is about beside it; `npm run build` calls `siteConfig` itself.
const locale = (process.env.TIERBOARD_LOCALE ?? "en") as Locale;
const file = process.env.TIERBOARD_ABOUT;

export default siteConfig({
  locale,
  about: file ? (JSON.parse(readFileSync(file, "utf8")) as About) : undefined,
});
