export { type Conditions, measurePage, type PageCost } from "../../loaders/bench/measure_page.ts";
