import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../loaders/errors.ts";
import { detectDialect, parseRecords } from "../loaders/map/dialect.ts";
import { delimiterText, fieldSql } from "../loaders/map/reader.ts";
import { quoteName, quotePath, quoteText } from "../loaders/map/sql_text.ts";
import { sourceFiles } from "../loaders/sql/files.ts";
import { lines, runSql, workspace } from "./map/workspace.ts";

const HEADER = ["order_id", "customer_id", "order_date", "amount"];
const ROWS = [
  ["1001", "C01", "2024-01-02", "12.50"],
  ["1002", "C02", "2024-01-13", "8.00"],
  ["1003", "C01", "2024-02-03", "1.25"],
];
const CSV = lines(...[HEADER, ...ROWS].map((row) => row.join(",")));
const MAPPED = ROWS.map(([order_id, customer_id, ordered_at, amount]) => ({
  order_id,
  customer_id,
  ordered_at,
  amount,
}));

describe("every way of parting columns", () => {
  test.each([
    ["comma", ","],
    ["tab", "\t"],
    ["semicolon", ";"],
    ["pipe", "|"],
    ["caret", "^"],
    ["blanks", "   "],
  ])("%s", async (_, sign) => {
    const files = await workspace({ "data.txt": lines(...[HEADER, ...ROWS].map((row) => row.join(sign))) });
    await files.map("data.txt");
    expect(await files.rows()).toEqual(MAPPED);
  });

  test("runs of blanks with a blank before the first column and Windows line ends, as in CDNOW", async () => {
    const text = [
      " customer_id  date number_of_cds  dollar_value",
      " 00001 19970101  1   11.77",
      " 00002 19970112  12  1.00",
    ];
    const files = await workspace({ "master.txt": `${text.join("\r\n")}\r\n` });
    await files.map("master.txt");
    expect(await files.rows()).toEqual([
      {
        order_id: "row-000001",
        customer_id: "00001",
        ordered_at: "19970101",
        amount: "11.77",
        quantity: "1",
      },
      {
        order_id: "row-000002",
        customer_id: "00002",
        ordered_at: "19970112",
        amount: "1.00",
        quantity: "12",
      },
    ]);
  });

  test("quotes, doubled quotes, delimiters and line breaks inside values", async () => {
    const text =
      'order_id,customer_id,order_date,amount,status\n1,"O\'Neil, ""Bob""",2024-01-02,"1,200.50","a\nb"\n2,x,2024-01-03,3,ok\n';
    const files = await workspace({ "orders.csv": text });
    await files.map("orders.csv");
    const [first] = await files.rows();
    expect(first).toMatchObject({ customer_id: 'O\'Neil, "Bob"', status: "a\nb" });
    expect(Number(first?.amount)).toBe(1200.5);
  });

  test("a comment sign starts no comment, and blank values stay empty", async () => {
    const files = await workspace({ "orders.csv": `${CSV}#1004,C03,,5\n` });
    await files.map("orders.csv");
    expect(await files.rows()).toContainEqual({
      order_id: "#1004",
      customer_id: "C03",
      ordered_at: null,
      amount: "5",
    });
  });

  test("a title above the header is left out, and said", async () => {
    const files = await workspace({ "orders.csv": `Orders of 2024\n\n${CSV}` });
    await files.map("orders.csv");
    expect(await files.rows()).toEqual(MAPPED);
    expect(await files.sql()).toContain("skip = 2");
  });

  test("lines that end now this way and now that are read from a tidied copy", async () => {
    const files = await workspace({ "orders.csv": CSV.replace("8.00\n", "8.00\r\n") });
    await files.map("orders.csv");
    expect(await files.rows()).toEqual(MAPPED);
    expect(await files.sql()).toContain("overlay/files/orders/orders.utf8.csv");
  });

  test("ids that are kept from Excel by tabs or as formulas are freed", async () => {
    const wrap = (text: string) => `"=""${text}"""`;
    const rows = [
      `${wrap("00101")},C01\t,2024-01-02,${wrap("12.50")}`,
      `${wrap("00102")},C02\t,2024-01-13,${wrap("8.00")}`,
    ];
    const files = await workspace({ "orders.csv": lines(HEADER.join(","), ...rows) });
    await files.map("orders.csv");
    expect(await files.rows()).toEqual([
      { order_id: "00101", customer_id: "C01", ordered_at: "2024-01-02", amount: "12.50" },
      { order_id: "00102", customer_id: "C02", ordered_at: "2024-01-13", amount: "8.00" },
    ]);
  });

  test("words for nothing are nothing", async () => {
    const files = await workspace({ "orders.csv": `${CSV}1004,NULL,2024-03-01,2\n` });
    await files.map("orders.csv");
    expect(await files.total("count(*)::int as n, count(customer_id)::int as customers")).toEqual({
      n: 4,
      customers: 3,
    });
  });
});

describe("what a file holds besides CSV", () => {
  const objects = ROWS.map((row) => Object.fromEntries(row.map((value, at) => [HEADER[at], value])));

  test("JSON, NDJSON and their gzip", async () => {
    const ndjson = `${objects.map((row) => JSON.stringify(row)).join("\n")}\n`;
    for (const [name, content] of Object.entries({
      "orders.json": JSON.stringify(objects, null, 2),
      "orders.ndjson": ndjson,
      "one-a-line.json": ndjson,
      "marked.jsonl": `\uFEFF${ndjson}`,
      "orders.jsonl.gz": gzipSync(ndjson),
    })) {
      const files = await workspace({ [name]: content });
      await files.map(name);
      expect(await files.rows(), name).toEqual(MAPPED);
    }
  });

  test("objects in JSON are read one level down, and numbers keep their digits", async () => {
    const rows = [
      {
        id: "1",
        customer: { id: "00012", "na'me": "x" },
        created_at: "2024-01-02T10:00:00Z",
        total: 12345678901.25,
        status: null,
      },
      {
        id: "2",
        customer: { id: "00013" },
        created_at: "2024-01-03T10:00:00Z",
        total: 3,
        status: "paid",
        extra: [1],
      },
    ];
    const files = await workspace({ "orders.json": JSON.stringify(rows) });
    await files.map("orders.json");
    expect(await files.rows()).toMatchObject([
      { order_id: "1", customer_id: "00012", amount: "12345678901.25", status: null },
      { order_id: "2", customer_id: "00013", amount: "3", status: "paid" },
    ]);
  });

  test("Parquet keeps its types", async () => {
    const files = await workspace({});
    const values =
      "(values (7, 'C1', timestamp '2024-01-02 10:00:00', 12.5::decimal(9, 2)), (8, 'C2', timestamp '2024-01-03 00:00:00', 3))";
    await runSql(
      files.root,
      `copy (from ${values} as rows (order_id, customer_id, order_date, amount)) to '${files.root}/orders.parquet' (format parquet)`,
    );
    await files.map("orders.parquet");
    expect(
      await files.total(
        "count(*)::int as n, sum(amount)::double as amount, min(ordered_at)::varchar as first",
      ),
    ).toEqual({
      n: 2,
      amount: 15.5,
      first: "2024-01-02 10:00:00",
    });
  });

  test("gzip by content, whatever the name says", async () => {
    const files = await workspace({ "orders.csv.gz": gzipSync(CSV), "packed.csv": gzipSync(CSV) });
    for (const name of ["orders.csv.gz", "packed.csv"]) {
      await files.map(name, { force: true });
      expect(await files.rows(), name).toEqual(MAPPED);
    }
  });

  test("a pattern stays one, so that later files join in", async () => {
    const [header, ...rows] = CSV.trimEnd().split("\n");
    const files = await workspace(
      Object.fromEntries(rows.map((row, at) => [`in/orders-0${at + 1}.csv`, lines(header ?? "", row)])),
    );
    await files.map("in/orders-*.csv");
    expect(await files.sql()).toContain("'in/orders-*.csv'");
    expect(await files.total("count(*)::int as n")).toEqual({ n: 3 });
  });

  test("several files of one header are one source; columns may stand in another order", async () => {
    const files = await workspace({
      "a.csv": CSV,
      "b.csv": lines("amount,order_date,customer_id,order_id", "9,2024-05-01,C9,2001"),
    });
    await files.map(["a.csv", "b.csv"]);
    expect(await files.rows()).toContainEqual({
      order_id: "2001",
      customer_id: "C9",
      ordered_at: "2024-05-01",
      amount: "9",
    });
  });
});

describe("a mistake is told with what, where and what to do", () => {
  const broken: [string, Record<string, string | Buffer>, string, RegExp, number | undefined][] = [
    ["no such file", {}, "orders.csv", /There is no file orders.csv/, undefined],
    ["a folder", { "in/orders.csv": CSV }, "in", /in is a folder/, undefined],
    ["no match", {}, "*.csv", /No file matches/, undefined],
    ["an empty file", { "orders.csv": "" }, "orders.csv", /orders.csv is empty/, undefined],
    ["blank lines only", { "orders.csv": "\n \n" }, "orders.csv", /orders.csv is empty/, undefined],
    ["an empty archive", { "orders.csv.gz": gzipSync("") }, "orders.csv.gz", /is empty/, undefined],
    [
      "a broken archive",
      { "orders.csv.gz": gzipSync(CSV).subarray(0, 40) },
      "orders.csv.gz",
      /cannot be read/,
      undefined,
    ],
    [
      "a header only",
      { "orders.csv": `${HEADER.join(",")}\n` },
      "orders.csv",
      /has a header and no rows/,
      undefined,
    ],
    ["a single column", { "orders.csv": "order_id\n1\n2\n" }, "orders.csv", /single column/, 1],
    [
      "too few columns",
      { "orders.csv": `${CSV}1004,C01\n` },
      "orders.csv",
      /Line 5 of orders.csv has 2 columns where 4/,
      5,
    ],
    [
      "too many columns",
      { "orders.csv": CSV.replace("8.00", "8,00") },
      "orders.csv",
      /Line 3 of orders.csv has 5 columns where 4/,
      3,
    ],
    [
      "after a value of two lines",
      { "orders.csv": `${CSV}1004,"C\n1",2024-01-01,1\n1005\n` },
      "orders.csv",
      /Line 7 of orders.csv has 1 columns/,
      7,
    ],
    [
      "an open quote",
      { "orders.csv": `${CSV}1004,"C01,2024-01-05,3\n1005,C2,2024-01-06,3\n` },
      "orders.csv",
      /quote in line 5 of orders.csv never closes/,
      5,
    ],
    [
      "a NUL byte",
      { "orders.csv": CSV.replace("8.00", "8\u000000") },
      "orders.csv",
      /Line 3 of orders.csv holds a NUL byte/,
      3,
    ],
    [
      "invalid UTF-8",
      { "orders.csv": Buffer.from(`${CSV}1004,C\xff\xfe,2024-01-05,3\n`, "latin1") },
      "orders.csv",
      /Line 5 of orders.csv holds bytes that are not UTF-8 \(from byte 121\)/,
      5,
    ],
    [
      "a ragged line of blanks",
      { "a.txt": "customer_id order_date amount\nC1 20240101 5\nC2 20240101\n" },
      "a.txt",
      /Line 3 of a.txt has 2 columns where 3/,
      3,
    ],
    [
      "an Excel workbook",
      { "orders.xlsx": Buffer.from("PK\u0003\u0004xxxxxxxx") },
      "orders.xlsx",
      /Excel workbook/,
      undefined,
    ],
    [
      "broken JSON",
      { "orders.json": '[{"order_id": 1}, {"order_id": ]' },
      "orders.json",
      /orders.json cannot be read/,
      undefined,
    ],
    [
      "broken NDJSON",
      { "o.ndjson": '{"order_id":1}\n{"order_id":\n' },
      "o.ndjson",
      /cannot be read/,
      undefined,
    ],
    [
      "no column that fits",
      { "p.csv": "product_id,colour\n1,red\n2,blue\n" },
      "p.csv",
      /cannot be mapped.*customer_id/s,
      undefined,
    ],
  ];

  test.each(broken)("%s", async (_, content, given, message, line) => {
    const files = await workspace(content);
    const error = await files.map(given).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const mistake = error as UserError;
    expect(mistake.message).toMatch(message);
    expect(mistake.fix).toBeTruthy();
    if (line !== undefined) expect(mistake.place?.line).toBe(line);
  });

  test("a wrong --delimiter names the right one", async () => {
    const files = await workspace({ "orders.csv": CSV });
    const error = await files.map("orders.csv", { delimiter: ";" }).catch((thrown: unknown) => thrown);
    expect((error as UserError).message).toMatch(/every line of orders.csv is a single column/);
    expect((error as UserError).fix).toContain("comma separated");
  });

  test("a header that --column names must be there", async () => {
    const files = await workspace({ "orders.csv": CSV });
    await expect(files.map("orders.csv", { columns: new Map([["status", "State"]]) })).rejects.toThrow(
      /no column State/,
    );
  });

  test("deep in a large file the line is right", async () => {
    const rows = Array.from(
      { length: 120_000 },
      (_, at) => `${at},C${at % 900},2024-01-${String((at % 28) + 1).padStart(2, "0")},1.50`,
    );
    rows[98_765] = "98765,C1,2024-01-01";
    const files = await workspace({ "orders.csv": lines(HEADER.join(","), ...rows) });
    await expect(files.map("orders.csv")).rejects.toThrow("Line 98767 of orders.csv has 3 columns where 4");
  });
});

test("a field of three million characters is read", async () => {
  const long = "x".repeat(3_000_000);
  const files = await workspace({
    "orders.csv": `order_id,customer_id,order_date,amount,status\n1,C1,2024-01-02,5,${long}\n2,C2,2024-01-03,6,ok\n`,
  });
  await files.map("orders.csv");
  expect(await files.total("count(*)::int as n, max(length(status))::int as longest")).toEqual({
    n: 2,
    longest: 3_000_000,
  });
  expect(await files.sql()).toContain("max_line_size");
});

test("a file without a header needs its columns named, and then works", async () => {
  const files = await workspace({ "orders.csv": lines(...ROWS.map((row) => row.join(","))) });
  await expect(files.map("orders.csv")).rejects.toThrow(/looks like customer_id/);
  await files.map("orders.csv", {
    columns: new Map([
      ["order_id", "column0"],
      ["customer_id", "column1"],
    ]),
  });
  expect(await files.rows()).toEqual(MAPPED);
});

describe("names are harmless", () => {
  const columns = (names: string[]) => ({
    columns: new Map(
      names.map((name, at) => [["order_id", "customer_id", "ordered_at", "amount"][at] ?? "", name]),
    ),
  });

  test.each([
    ['"; drop table orders; --'],
    ["a' or 1=1 --"],
    ["<script>alert(1)</script>"],
    ['客户 "编号"'],
    ["select"],
    ["💥 emoji"],
    ["x\\"],
    ["line\nbreak"],
  ])("a header %j", async (name) => {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    const files = await workspace({ "orders.csv": CSV.replace("customer_id", quoted) });
    await files.map("orders.csv", columns(["order_id", name, "order_date", "amount"]));
    expect(await files.rows()).toEqual(MAPPED);
  });

  test.each([
    ["it's.csv"],
    ["a[1].csv"],
    ["what?.csv"],
    ["a*b.csv"],
    ["sub folder/订单 (1).csv"],
    ["--x.csv"],
    ['q"q.csv'],
  ])("a file %j", async (name) => {
    const files = await workspace({
      [name]: CSV,
      "a1.csv": "order_id,customer_id,order_date,amount\n1,x,2024-01-01,1\n",
      "whatX.csv": CSV,
      "aXb.csv": CSV,
    });
    await files.map(name);
    expect(await files.rows()).toEqual(MAPPED);
  });

  test.each([["orders.csv"], ["it's--here.csv"], ["in/a[1].csv"]])(
    "the build sees the file %j behind any header",
    async (name) => {
      const header = "who's";
      const files = await workspace({ [name]: CSV.replace("customer_id", header) });
      await files.map(name, columns(["order_id", header, "order_date", "amount"]));
      const instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      await connection.run(`set file_search_path = ${quoteText(files.root)}`);
      const found = await sourceFiles(connection, await files.sql(), files.root);
      expect(found.map((file) => file.split(":")[0])).toEqual([expect.stringContaining(name)]);
      connection.closeSync();
      instance.closeSync();
    },
  );

  test("any name, text, path or delimiter comes out of SQL as it went in", async () => {
    const texts = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
      .filter((text) => !text.includes("\0"));
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 20, maxLength: 20 }), async (all) => {
        const [row] = await runSql(
          "/",
          `select ${all.map((text, at) => `${quoteText(text)} as ${quoteName(`${text}${at}`)}`).join(", ")}`,
        );
        expect(row).toEqual(Object.fromEntries(all.map((text, at) => [`${text}${at}`, text])));
      }),
      { numRuns: 15 },
    );
    expect(await runSql("/", `select ${delimiterText("\u0001")} as a, ${delimiterText("'")} as b`)).toEqual([
      { a: "\u0001", b: "'" },
    ]);
    expect(quotePath("a[1]*.csv")).toBe("'a[[]1][*].csv'");
    expect(fieldSql(2)).toBe("fields[2]");
  });
});

test("records written as CSV are parsed back, and their delimiter found", async () => {
  const value = fc.string({
    unit: fc.constantFrom("a", "b", "7", '"', ",", ";", "\t", "|", "\n", " ", "é", "汉"),
    maxLength: 8,
  });
  await fc.assert(
    fc.property(
      fc.array(fc.tuple(value, value, value), { minLength: 3, maxLength: 12 }),
      fc.constantFrom(",", ";", "\t", "|"),
      (rows, sign) => {
        const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const table = [["order id", "customer id", "order date"], ...rows];
        const text = `${table.map((row) => row.map(cell).join(sign)).join("\n")}\n`;
        expect(parseRecords(text, sign, '"')).toEqual(table);
        expect(detectDialect(text)).toMatchObject({
          delimiter: sign,
          quote: '"',
          hasHeader: true,
          skip: 0,
          width: 3,
        });
      },
    ),
  );
});

describe("odd ends of lines", () => {
  test("a delimiter behind every row, or behind the header too", async () => {
    for (const text of [CSV.replaceAll("\n", ",\n"), CSV.replace(/(?<!amount)\n/g, ",\n")]) {
      const files = await workspace({ "orders.csv": text });
      await files.map("orders.csv");
      expect(await files.rows()).toEqual(MAPPED);
    }
  });

  test("a header with too few names is told of", async () => {
    const files = await workspace({ "orders.csv": CSV.replace("order_id,", "") });
    await expect(files.map("orders.csv")).rejects.toThrow(
      "The header of orders.csv names 3 columns, and its rows have 4.",
    );
  });

  test("Excel's sep= line is no header", async () => {
    const files = await workspace({ "orders.csv": `sep=;\n${CSV.replaceAll(",", ";")}` });
    await files.map("orders.csv");
    expect(await files.rows()).toEqual(MAPPED);
  });

  test("no line end after the last row, and Windows line ends", async () => {
    for (const text of [
      CSV.trimEnd(),
      CSV.replaceAll("\n", "\r\n"),
      CSV.replaceAll("\n", "\r\n").trimEnd(),
    ]) {
      const files = await workspace({ "orders.csv": text });
      await files.map("orders.csv");
      expect(await files.rows()).toEqual(MAPPED);
    }
  });
});
