import { exportMarts } from "../loaders/export.ts";
import { zip } from "../loaders/zip.ts";

// For the preview: every file that pages read, from one state of the warehouse. `npm run build` needs no archive.
const { files } = await exportMarts(process.env.TIERBOARD_WAREHOUSE ?? "data/warehouse.duckdb");
process.stdout.write(zip(files));
