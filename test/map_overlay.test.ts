import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { UserError } from "../loaders/errors.ts";
import { lineDifferences } from "../loaders/map/write_overlay.ts";
import { lines, workspace } from "./map/workspace.ts";

const CSV = lines("order_id,customer_id,order_date,amount", "1,C1,2024-01-02,5", "2,C2,2024-01-13,6");

describe("an overlay that is there", () => {
  test("is left alone when the mapping is the same", async () => {
    const files = await workspace({ "orders.csv": CSV });
    expect((await files.map("orders.csv")).written).toHaveLength(1);
    expect((await files.map("orders.csv")).written).toEqual([]);
  });

  test("is not written over without --force, and the lines that differ are shown", async () => {
    const files = await workspace({ "orders.csv": CSV });
    await files.map("orders.csv");
    const path = join(files.root, "overlay/sources/orders.sql");
    const edited = (await files.sql()).replace("    amount,", "    amount::double * 2 as amount,");
    await writeFile(path, edited);
    const error = await files.map("orders.csv").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).fix).toContain("--force");
    expect((error as UserError).detail).toBe("  -     amount::double * 2 as amount,\n  +     amount,");
    expect(await readFile(path, "utf8")).toBe(edited);
    expect((await files.map("orders.csv", { force: true })).written).toHaveLength(1);
    expect(await files.total("sum(amount::double) as amount")).toEqual({ amount: 11 });
  });

  test("keeps its files when one of several may not be written", async () => {
    const customers = lines("customer_id,name,region", "C1,Ann,North", "C2,Bob,South");
    const files = await workspace({
      "orders.csv": CSV,
      "customers.csv": customers,
      "overlay/sources/customers.sql": "-- mine\n",
    });
    await expect(files.map(["orders.csv", "customers.csv"])).rejects.toThrow(
      "customers.sql is there already",
    );
    expect(await readdir(join(files.root, "overlay/sources"))).toEqual(["customers.sql"]);
  });
});

test("the lines that differ are told, however many stay", () => {
  expect(lineDifferences("a\nb\nc\n", "a\nx\nc\ny\n")).toBe("  - b\n  + x\n  + y");
  const many = Array.from({ length: 100 }, (_, at) => `line ${at}`).join("\n");
  expect(lineDifferences(many, "").split("\n").at(-1)).toBe("  … and 61 lines more");
});

describe("the command", () => {
  const root = join(import.meta.dirname, "..");
  const command = join(root, "loaders/commands/map.ts");

  async function run(
    folder: string,
    ...words: string[]
  ): Promise<{ code: number; out: string; err: string }> {
    const tsx = import.meta.resolve("tsx");
    const words_ = ["--import", tsx, command, ...words];
    const env = { ...process.env, INIT_CWD: folder };
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, words_, { cwd: folder, env });
      return { code: 0, out: stdout, err: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, err: stderr };
    }
  }

  test("maps, prints the next command, and ends with 0", async () => {
    const files = await workspace({ "orders.csv": CSV });
    const { code, out } = await run(files.root, "orders.csv", "--overlay", "my overlay");
    expect(code).toBe(0);
    expect(out).toContain("wrote my overlay/sources/orders.sql");
    expect(out).toContain("next: npm run build -- --overlay 'my overlay'");
  });

  test("guesses whether there is a header, and takes columns by name one after the other", async () => {
    const files = await workspace({ "orders.csv": lines(...CSV.trimEnd().split("\n").slice(1)) });
    const words = [
      "--column",
      "order_id=column0",
      "--column",
      "customer_id=column1",
      "--column",
      "amount=column3",
    ];
    const { code, out } = await run(files.root, "orders.csv", ...words);
    expect(code).toBe(0);
    expect(out).toContain("tried: 2 orders of 2 customers, 2024-01-02 to 2024-01-13, amount 11.00");
  });

  test("--help says every option and ends with 0", async () => {
    const { code, out } = await run(root, "--help");
    expect(code).toBe(0);
    for (const option of [
      "--overlay",
      "--date-order",
      "--decimal",
      "--merge-days",
      "--column",
      "--force",
      "--encoding",
    ])
      expect(out).toContain(option);
  });

  test.each([
    ["no file", [], /missing required argument/],
    ["a file that is not there", ["gone.csv"], /Error: There is no file gone.csv/],
    ["an unknown table", ["orders.csv", "--table", "sales"], /It is one of orders, customers/],
    ["an unknown column", ["orders.csv", "--column", "colour=x"], /Write it as customer_id=Header/],
    ["an open order of day and month", ["open.csv"], /do: say --date-order dmy/],
  ])("%s ends with 1 and no stack trace", async (_, words, message) => {
    const open = CSV.replace("2024-01-02", "1/2/2024").replace("2024-01-13", "3/4/2024");
    const files = await workspace({ "orders.csv": CSV, "open.csv": open });
    const { code, err } = await run(files.root, ...words);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n +at /);
  });
});
