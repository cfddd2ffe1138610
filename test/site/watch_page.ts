export { watchPage } from "../../loaders/bench/watch_page.ts";
