import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { Argument, InvalidArgumentError } from "commander";
import { benchWarehouse, ordersFile } from "../bench/bench_warehouse.ts";
import { makeOrders } from "../bench/make_orders.ts";
import { reportWarehouse } from "../bench/report_warehouse.ts";
import { runNode } from "../bench/run_node.ts";
import { runCommand } from "../command.ts";
import { terminalProgress } from "../progress.ts";

await runCommand(
  (command) =>
    command
      .name("npm run bench --")
      .description(
        "Measures what the product costs beside its bars: met (✓) or not (✗). Ends with 0 either way.",
      )
      .addArgument(
        new Argument("[what]", "what to measure")
          .choices(["warehouse", "site", "dev", "orders"])
          .default("warehouse"),
      )
      .option("--orders <count>", "about how many orders to generate", count, 20_000_000)
      .option("--customers <count>", "of how many customers", count, 2_000_000)
      .option("--memory <size>", "DuckDB's memory limit", "5GB")
      .option("--dir <dir>", "where the generated orders stay", "data/bench")
      .option("--keep", "warehouse: leave it in --dir, for `site --big`")
      .option("--big", "site: measure the pages of the kept warehouse too")
      .option("--warehouse <file>", "site: measure the pages of this warehouse too")
      .option("--times <count>", "site, dev: how often each page or edit is timed", count, 5)
      .addHelpText(
        "after",
        "\n  warehouse   a group by over generated orders, then every model, and again after edits of thresholds" +
          "\n  site        the demo's build, and what its pages cost in a browser" +
          "\n  dev         from a saved edit of a threshold to its numbers on the open page" +
          "\n  orders      only makes the orders that `warehouse` reads" +
          "\n\nOther programs on the machine make wall times longer: CPU seconds show by how much.",
      ),
  async (options, [what = "warehouse"]) => {
    const size = {
      dir: String(options.dir),
      orders: Number(options.orders),
      customers: Number(options.customers),
    };
    const progress = terminalProgress();
    const [load = 0] = loadavg();
    if (what === "orders") {
      await makeOrders(ordersFile(size), size);
    } else if (what === "site") {
      const { benchSite } = await import("../bench/bench_site.ts");
      const { reportSite } = await import("../bench/report_site.ts");
      const warehouse = options.warehouse as string | undefined;
      const bench = await benchSite({
        root: ".",
        warehouse: warehouse ?? (options.big ? `${size.dir}/warehouse.duckdb` : undefined),
        times: Number(options.times),
        progress,
      });
      print(reportSite(bench, availableParallelism()), load);
    } else if (what === "dev") {
      const { benchDev } = await import("../bench/bench_dev.ts");
      const { reportDev } = await import("../bench/report_dev.ts");
      print(
        reportDev(
          await benchDev({ root: ".", times: Number(options.times), progress }),
          availableParallelism(),
        ),
        load,
      );
    } else {
      const bench = await benchWarehouse({
        root: ".",
        ...size,
        memory: String(options.memory),
        keep: Boolean(options.keep),
        progress,
        // In a process of its own, so that its memory is not counted as the warehouse's.
        generate: async () => {
          const { orders, customers, dir } = size;
          const args = ["orders", "--orders", `${orders}`, "--customers", `${customers}`, "--dir", dir];
          await runNode(fileURLToPath(import.meta.url), args);
        },
      });
      print(reportWarehouse(bench, availableParallelism()), load);
    }
    return 0;
  },
);

function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("It is a whole number above 0.");
  return Number(text);
}

function print(report: string, load: number): void {
  const isBusy = load > availableParallelism() / 4;
  const warning = `The machine was busy before this began (load ${load.toFixed(1)}): its own wall times are shorter.`;
  process.stdout.write(`\n${report}\n${isBusy ? `\n${warning}\n` : ""}`);
}
