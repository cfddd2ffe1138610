import { exportMarts } from "../../loaders/export.ts";
import { buildSite } from "../../loaders/site.ts";

/** Builds and freezes the site that the command line names, in a process that a test may stop at a step it hears of. */
const [root = "", warehouse = "", out = ""] = process.argv.slice(2);
await buildSite({
  root,
  out,
  data: await exportMarts(warehouse),
  freeze: "once",
  progress: {
    step(name) {
      console.log(name);
      return { advance: (_, note) => console.log(note), done: () => {} };
    },
  },
});
