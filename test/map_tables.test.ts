import { describe, expect, test } from "vitest";
import type { TableName } from "../loaders/map/contract_columns.ts";
import { lines, workspace } from "./map/workspace.ts";

const FILES: Record<
  Exclude<TableName, "orders">,
  Record<string, [file: string, first: Record<string, unknown>]>
> = {
  customers: {
    English: [
      lines(
        "Customer ID,Company Name,Signup Date,Region,Industry,Marketing Consent",
        "0012,Acme,31/1/2023,North,Retail,yes",
        "0013,Globex,1/2/2023,South,Energy,no",
      ),
      {
        customer_id: "0012",
        name: "Acme",
        created_at: "2023-01-31",
        region: "North",
        consents_to_contact: "yes",
      },
    ],
    Chinese: [
      lines(
        "会员号,姓名,注册日期,省份,是否会员,获客成本",
        "A1,张三,2023年1月31日,浙江,是,¥120.00",
        "A2,李四,2023年2月1日,江苏,否,80",
      ),
      {
        customer_id: "A1",
        name: "张三",
        created_at: "2023-01-31",
        region: "浙江",
        is_member: "true",
        acquisition_cost: "120.000000",
      },
    ],
  },
  interactions: {
    English: [
      lines(
        "customer_id,event_time,event_type,channel",
        "C1,2024-01-02 10:00:00,visit,web",
        "C1,2024-01-03 10:00:00,complaint,phone",
      ),
      { customer_id: "C1", occurred_at: "2024-01-02 10:00:00", kind: "visit", channel: "web" },
    ],
    Chinese: [
      lines("客户编号,发生时间,事件类型,评分", "C1,2024-01-02,visit,5", "C1,2024-01-03,survey,4"),
      { customer_id: "C1", occurred_at: "2024-01-02", kind: "visit", score: "5" },
    ],
  },
  campaign_members: {
    English: [
      lines(
        "campaign_id,customer_id,assigned_at,variant,cost",
        "S1,C1,2024-01-02,treatment,0.5",
        "S1,C2,2024-01-02,control,0",
      ),
      { campaign_id: "S1", customer_id: "C1", assigned_at: "2024-01-02", variant: "treatment", cost: "0.5" },
    ],
    Chinese: [
      lines("活动编号,会员号,分配时间,分组", "S1,C1,20240102,实验", "S1,C2,20240102,对照"),
      { campaign_id: "S1", customer_id: "C1", assigned_at: "2024-01-02", variant: "实验" },
    ],
  },
  points: {
    English: [
      lines("member_id,changed_at,points,reason", "C1,2024-01-02,100,order", "C1,2024-01-05,-20,redeemed"),
      { customer_id: "C1", changed_at: "2024-01-02", points: "100", reason: "order" },
    ],
    Chinese: [
      lines("会员号,变动时间,积分变动,变动原因", 'C1,2024-01-02,"1,100",消费', "C1,2024-01-05,-20,兑换"),
      { customer_id: "C1", changed_at: "2024-01-02", points: "1100.000000", reason: "消费" },
    ],
  },
  marketing_costs: {
    English: [
      lines("Month,Channel,Spend", "2024-01,search,$1000.50", "2024-02,social,$900.00"),
      { month: "2024-01-01", source_channel: "search", amount: "1000.500000" },
    ],
    Chinese: [
      lines("月份,投放渠道,投放金额", "2024年1月,搜索,1000.5", "2024年2月,社交,900"),
      { month: "2024-01-01", source_channel: "搜索", amount: "1000.5" },
    ],
  },
  exchange_rates: {
    English: [
      lines("currency,date,rate", "EUR,2024-01-02,7.8", "USD,2024-01-02,7.1"),
      { currency: "EUR", day: "2024-01-02", rate: "7.8" },
    ],
    Chinese: [
      lines("币种;日期;汇率", "EUR;31.1.2024;7,8", "USD;31.1.2024;7,15"),
      { currency: "EUR", day: "2024-01-31", rate: "7.800000" },
    ],
  },
};

describe.each(Object.entries(FILES))("a file of %s is known by its columns", (table, files) => {
  test.each(Object.entries(files))("in %s", async (_, [content, first]) => {
    const folder = await workspace({ "export.csv": content });
    const { mappings } = await folder.map("export.csv");
    expect(mappings[0]?.table).toBe(table);
    const rows = await folder.rows(table);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject(first);
  });
});

test("several files are mapped at once, each to its table", async () => {
  const files = await workspace({
    "销售.csv": lines("订单号,客户编号,下单时间,实付金额", "1,C1,2024/1/2,5", "2,C2,2024/1/13,6"),
    "客户.csv": FILES.customers.Chinese?.[0] ?? "",
  });
  const { written } = await files.map(["销售.csv", "客户.csv"]);
  expect(written).toEqual(["overlay/sources/orders.sql", "overlay/sources/customers.sql"]);
});

test("two files that would be the same table are not mixed", async () => {
  const files = await workspace({
    "shop.csv": lines("order_id,customer_id,order_date,amount", "1,C1,2024-01-02,5"),
    "web.csv": lines("order_no,user_id,created_at,total,currency", "1,C1,2024-01-02,5,EUR"),
  });
  await expect(files.map(["shop.csv", "web.csv"])).rejects.toThrow(
    "shop.csv and web.csv both look like orders",
  );
});

test("--table says what a file is, and --column which header; an empty one leaves a column out", async () => {
  const files = await workspace({
    "x.csv": lines("who,when,what,status", "C1,2024-01-02,7,ok", "C2,2024-01-03,8,ok"),
  });
  await files.map("x.csv", {
    table: "points",
    columns: new Map([
      ["customer_id", "who"],
      ["changed_at", "when"],
      ["points", "what"],
      ["reason", ""],
    ]),
  });
  expect(await files.rows("points")).toEqual([
    { customer_id: "C1", changed_at: "2024-01-02", points: "7" },
    { customer_id: "C2", changed_at: "2024-01-03", points: "8" },
  ]);
});

test("a person is asked for a required column", async () => {
  const files = await workspace({
    "x.csv": lines("who,order date,amount", "C1,2024-01-02,7", "C2,2024-01-03,8"),
  });
  const { mappings } = await files.map("x.csv", {
    ask: async (question) => (question.includes("customer_id") ? "who" : undefined),
  });
  expect(mappings[0]?.fields.get("customer_id")?.from).toBe("who");
});

test("the guess is shown: where from, how sure, samples, what is not used and what stays empty", async () => {
  const files = await workspace({
    "orders.csv": lines("订单号,客户编号,下单时间,金额,备注", "1,C1,2024-01-02,5,快", "2,C2,2024-01-13,6,慢"),
  });
  const { printed } = await files.map("orders.csv");
  expect(printed).toMatch(/order_id +订单号 +yes +named so +1 · 2/);
  expect(printed).toContain("not used: 备注");
  expect(printed).toContain("stays empty: currency, status,");
  expect(printed).toContain("tried: 2 orders of 2 customers, 2024-01-02 to 2024-01-13, amount 11.00");
});
