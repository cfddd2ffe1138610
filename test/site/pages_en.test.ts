import { describePages } from "./describe_pages.ts";

describePages("en");
