import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { convertToUtf8 } from "../loaders/map/convert_to_utf8.ts";
import { detectEncoding } from "../loaders/map/detect_encoding.ts";
import { scanText } from "../loaders/map/scan_text.ts";
import { lines, workspace } from "./map/workspace.ts";

const CHINESE = lines(
  "订单号,客户编号,下单时间,金额,状态",
  "1001,C01,2024-01-02,12.50,已完成",
  "1002,张三,2024-01-03,8.00,已取消",
);
const LATIN = lines("Bestellnr;Kunde;Datum;Betrag", "1;Müller;2024-01-02;12,50", "2;Groß;2024-01-31;1,00");

async function scan(bytes: Buffer, pieces = 7) {
  async function* cut() {
    for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
  }
  return await scanText(cut());
}

describe("an encoding is told from the bytes", () => {
  test.each([
    ["utf-8", Buffer.from(CHINESE), "utf-8"],
    ["utf-8 with a mark", Buffer.from(`\uFEFF${CHINESE}`), "utf-8"],
    ["plain ASCII", Buffer.from("a,b\n1,2\n"), "utf-8"],
    ["gb18030", iconv.encode(CHINESE, "gb18030"), "gb18030"],
    ["gbk", iconv.encode(CHINESE, "gbk"), "gb18030"],
    ["utf-16le with a mark", iconv.encode(CHINESE, "utf-16le", { addBOM: true }), "utf-16le"],
    ["utf-16be with a mark", iconv.encode(CHINESE, "utf-16be", { addBOM: true }), "utf-16be"],
    ["utf-16le without a mark", iconv.encode(CHINESE, "utf-16le"), "utf-16le"],
    ["utf-16be without a mark", iconv.encode(CHINESE, "utf-16be"), "utf-16be"],
    ["big5", iconv.encode("訂單編號,客戶編號,訂單日期,金額\n1,甲,2024-01-02,20\n", "big5"), "big5"],
    ["windows-1252", iconv.encode(LATIN, "windows-1252"), "windows-1252"],
  ])("%s", async (_, bytes, name) => {
    expect(detectEncoding(await scan(bytes), "orders.csv").name).toBe(name);
  });

  test("gb18030 whose header is English is told from its values", async () => {
    const text = lines(
      "order_id,customer,day,amount",
      "1,张三,2024-01-02,5",
      "2,李四,2024-01-03,6",
      "3,王五,2024-01-04,7",
    );
    expect(detectEncoding(await scan(iconv.encode(text, "gb18030")), "orders.csv").name).toBe("gb18030");
  });
});

describe("bytes that no encoding explains", () => {
  test("one broken byte in UTF-8 is found with its line and place", async () => {
    const text = Buffer.from("订单号,金额\n一,1\n二,2\n三,3\n");
    const bad = text.indexOf(Buffer.from("二"));
    const bytes = Buffer.concat([text.subarray(0, bad), Buffer.from([0xc3, 0x28]), text.subarray(bad)]);
    const scanned = await scan(bytes);
    expect(scanned.invalid).toEqual({ byte: bad, line: 3 });
    expect(() => detectEncoding(scanned, "orders.csv")).toThrow(/Line 3 of orders.csv.*byte 23/s);
  });

  test.each([[[0xff, 0xfe]], [[0xc3, 0x28]], [[0x9d]]])("stray bytes %j in ASCII", async (stray) => {
    const bytes = Buffer.concat([Buffer.from("a,b\n1,2\n3,"), Buffer.from(stray), Buffer.from("\n")]);
    const scanned = await scan(bytes);
    expect(() => detectEncoding(scanned, "orders.csv")).toThrow(/Line 3 of orders.csv/);
  });
});

test("a NUL byte is found with its line", async () => {
  const scanned = await scan(Buffer.from("order_id,amount\n1,2\n3,\u00004\n"));
  expect(scanned.nul).toEqual({ byte: 22, line: 3 });
  expect(() => detectEncoding(scanned, "orders.csv")).toThrow(/Line 3 of orders.csv holds a NUL byte/);
});

test("the scan is the same however the bytes come in pieces", async () => {
  const text = fc.array(fc.constantFrom("a", "é", "汉", "😀", "\n", "\r\n", ","), { maxLength: 60 });
  const bytes = fc.array(fc.constantFrom(0x41, 0x0a, 0xc3, 0xa9, 0xff, 0xe6, 0xb1, 0x89), { maxLength: 40 });
  const either = fc.oneof(
    text.map((parts) => Buffer.from(parts.join(""))),
    bytes.map((parts) => Buffer.from(parts)),
  );
  await fc.assert(
    fc.asyncProperty(either, fc.integer({ min: 1, max: 9 }), async (content, pieces) => {
      const whole = await scan(content, content.length + 1);
      expect(await scan(content, pieces)).toEqual(whole);
      const valid = Buffer.from(content.toString("utf8")).equals(content);
      expect(whole.invalid === undefined).toBe(valid);
      if (whole.invalid) {
        const before = content.subarray(0, whole.invalid.byte);
        expect(Buffer.from(before.toString("utf8")).equals(before)).toBe(true);
        expect(whole.invalid.line).toBe(before.filter((byte) => byte === 10).length + 1);
      }
    }),
    { examples: [[Buffer.from([0xff, 0x0a, 0xc3, 0x89, 0x0a]), 1]] },
  );
});

test("text comes through every encoding that holds it, whatever the pieces", async () => {
  const { root } = await workspace({});
  const characters = fc.constantFrom(..."abcXYZ0189,;\"'订单客户金额实付会员号时间人民币一二三");
  const text = fc
    .array(fc.oneof(characters, fc.constant("\n")), { minLength: 1, maxLength: 80 })
    .map((all) => all.join(""));
  const encodings = fc.constantFrom("gb18030", "utf-16le", "utf-16be", "utf-8");
  let run = 0;
  await fc.assert(
    fc.asyncProperty(text, encodings, fc.integer({ min: 1, max: 5 }), async (content, encoding, pieces) => {
      const bytes = iconv.encode(content, encoding);
      async function* cut() {
        for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
      }
      const into = join(root, `${run++}.csv`);
      await convertToUtf8(cut(), into, { encoding, path: "orders.csv" });
      expect(await readFile(into, "utf8")).toBe(content);
    }),
  );
});

describe("a file in another encoding is mapped through a UTF-8 copy", () => {
  test.each([
    ["gb18030", iconv.encode(CHINESE, "gb18030")],
    ["utf-16le", iconv.encode(CHINESE, "utf-16le", { addBOM: true })],
    ["utf-16be", iconv.encode(CHINESE.replaceAll("\n", "\r\n"), "utf-16be", { addBOM: true })],
  ])("%s", async (_, bytes) => {
    const files = await workspace({ "订单.csv": bytes });
    const { printed, written } = await files.map("订单.csv");
    expect(written).toEqual([join("overlay", "sources/orders.sql")]);
    expect(printed).toContain("overlay/files/orders/订单.utf8.csv");
    expect(await files.sql()).toContain("'overlay/files/orders/订单.utf8.csv'");
    expect(await files.rows()).toMatchObject([
      { order_id: "1001", customer_id: "C01", ordered_at: "2024-01-02", amount: "12.50", status: "已完成" },
      { order_id: "1002", customer_id: "张三", amount: "8.00", status: "已取消" },
    ]);
  });

  test("gzip too", async () => {
    const files = await workspace({ "orders.csv.gz": gzipSync(iconv.encode(CHINESE, "gb18030")) });
    await files.map("orders.csv.gz");
    expect(await files.total("count(*)::int as n, min(customer_id) as first")).toEqual({
      n: 2,
      first: "C01",
    });
  });

  test("and a good UTF-8 file is read where it is, with a mark or without", async () => {
    for (const mark of ["", "\uFEFF"]) {
      const files = await workspace({ "orders.csv": mark + CHINESE });
      await files.map("orders.csv");
      expect(existsSync(join(files.root, "overlay/files"))).toBe(false);
      expect(await files.total("count(order_id)::int as n")).toEqual({ n: 2 });
    }
  });

  test("two files of one name keep apart", async () => {
    const bytes = iconv.encode(CHINESE, "gb18030");
    const other = iconv.encode(CHINESE.replaceAll("100", "200"), "gb18030");
    const files = await workspace({ "a/orders.csv": bytes, "b/orders.csv": other });
    await files.map(["a/orders.csv", "b/orders.csv"]);
    const ids = (await files.rows()).map(({ order_id }) => order_id).sort();
    expect(ids).toEqual(["1001", "1002", "2001", "2002"]);
  });

  test("a character that the encoding lacks is an error with its line, and no copy stays", async () => {
    const bytes = Buffer.concat([
      iconv.encode(CHINESE, "gb18030"),
      Buffer.from("1003,\xff\xff,2024-01-04,1,x\n", "latin1"),
    ]);
    const files = await workspace({ "orders.csv": bytes });
    await expect(files.map("orders.csv", { encoding: "gb18030" })).rejects.toThrow(/Line 4 of orders.csv/);
    expect(readdirSync(join(files.root, "overlay/files"))).toEqual([]);
  });

  test("--encoding settles it, and an unknown one is a mistake", async () => {
    const files = await workspace({ "orders.csv": iconv.encode(LATIN, "windows-1252") });
    const columns = new Map([
      ["order_id", "Bestellnr"],
      ["customer_id", "Kunde"],
      ["ordered_at", "Datum"],
      ["amount", "Betrag"],
    ]);
    await files.map("orders.csv", { encoding: "latin1", columns });
    expect((await files.rows()).map(({ customer_id }) => customer_id)).toEqual(["Müller", "Groß"]);
    await expect(files.map("orders.csv", { encoding: "klingon" })).rejects.toThrow(
      "No encoding is called klingon",
    );
  });
});

test("two tables whose files have one name keep their copies apart", async () => {
  const customers = lines("客户编号,姓名,地区", "C01,张三,华东", "C02,李四,华南");
  const files = await workspace({
    "a/数据.csv": iconv.encode(CHINESE, "gb18030"),
    "b/数据.csv": iconv.encode(customers, "gb18030"),
  });
  await files.map("a/数据.csv");
  await files.map("b/数据.csv");
  expect(await files.total("count(*)::int as n, min(order_id) as first")).toEqual({ n: 2, first: "1001" });
  expect(await files.total("count(*)::int as n, min(name) as first", "customers")).toEqual({
    n: 2,
    first: "张三",
  });
});
