export { openBrowser } from "../../loaders/bench/browser.ts";
