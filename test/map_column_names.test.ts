import { describe, expect, test } from "vitest";
import { contract } from "../loaders/contract.ts";
import { CONTRACT } from "../loaders/map/column_names.ts";
import type { TableName } from "../loaders/map/contract_columns.ts";
import { matchName, namesOf, wordsOf } from "../loaders/map/match_names.ts";
import { LINE_COLUMNS } from "../loaders/map/order_columns.ts";

/** Headers that files really have, and the column of orders (or of its lines) that each is. */
const ORDERS: Record<string, string> = {
  "Order ID": "order_id",
  order_id: "order_id",
  orderID: "order_id",
  InvoiceNo: "order_id",
  Invoice: "order_id",
  basket_id: "order_id",
  BASKET_ID: "order_id",
  "Transaction ID": "order_id",
  订单号: "order_id",
  订单编号: "order_id",
  "订单 编号": "order_id",
  主订单编号: "order_id",
  交易流水号: "order_id",
  小票号: "order_id",
  "Customer ID": "customer_id",
  CustomerID: "customer_id",
  customerID: "customer_id",
  household_id: "customer_id",
  household_key: "customer_id",
  client_id: "customer_id",
  "User Id": "customer_id",
  客户编号: "customer_id",
  客户ID: "customer_id",
  会员号: "customer_id",
  会员卡号: "customer_id",
  用户ID: "customer_id",
  买家会员名: "customer_id",
  "Order Date": "ordered_at",
  orderDate: "ordered_at",
  InvoiceDate: "ordered_at",
  transaction_timestamp: "ordered_at",
  transaction_timestamp_local: "ordered_at",
  order_purchase_timestamp: "ordered_at",
  "Created at": "ordered_at",
  下单时间: "ordered_at",
  订单日期: "ordered_at",
  订单创建时间: "ordered_at",
  交易日期: "ordered_at",
  日期: "ordered_at",
  Sales: "amount",
  sales_value: "amount",
  SALES_VALUE: "amount",
  Amount: "amount",
  "Total Amount": "amount",
  "Order Total": "amount",
  Revenue: "amount",
  dollar_value: "amount",
  金额: "amount",
  "金额(元)": "amount",
  实付金额: "amount",
  订单金额: "amount",
  买家实际支付金额: "amount",
  销售额: "amount",
  Status: "status",
  "Order Status": "status",
  状态: "status",
  订单状态: "status",
  Quantity: "quantity",
  Qty: "quantity",
  number_of_cds: "quantity",
  数量: "quantity",
  商品数量: "quantity",
  UnitPrice: "unit_price",
  "unit price": "unit_price",
  Price: "unit_price",
  单价: "unit_price",
  Discount: "discount",
  折扣: "discount",
  优惠金额: "discount",
  Currency: "currency",
  币种: "currency",
  Channel: "channel",
  渠道: "channel",
  订单来源: "channel",
  Category: "category",
  "Product Category": "category",
  品类: "category",
  商品分类: "category",
  Cost: "cost",
  成本: "cost",
  "Due Date": "due_at",
  到期日: "due_at",
  "Payment Date": "paid_at",
  订单付款时间: "paid_at",
  StockCode: "product",
  product_id: "product",
  商品名称: "product",
  "Row ID": "line",
  子订单编号: "line",
};

const OTHERS: Record<Exclude<TableName, "orders">, Record<string, string>> = {
  customers: {
    客户名称: "name",
    companyName: "name",
    "Signup Date": "created_at",
    注册时间: "created_at",
    Region: "region",
    省份: "region",
    行业: "industry",
    公司规模: "company_size",
    来源渠道: "source_channel",
    年龄段: "age_band",
    性别: "gender",
    兴趣: "interest",
    套餐: "plan",
    续费日期: "renews_at",
    客户经理: "account_manager",
    推荐人: "referred_by",
    获客成本: "acquisition_cost",
    是否会员: "is_member",
    "Marketing Consent": "consents_to_contact",
    需求复杂度: "need_complexity",
  },
  interactions: {
    发生时间: "occurred_at",
    "Event Time": "occurred_at",
    "Event Type": "kind",
    事件类型: "kind",
    渠道: "channel",
    主题: "topic",
    评分: "score",
    响应分钟: "response_minutes",
  },
  campaign_members: {
    活动编号: "campaign_id",
    "Campaign ID": "campaign_id",
    分组: "variant",
    分配时间: "assigned_at",
    成本: "cost",
  },
  points: { 积分变动: "points", Points: "points", 变动时间: "changed_at", 变动原因: "reason" },
  marketing_costs: {
    月份: "month",
    Month: "month",
    投放渠道: "source_channel",
    投放金额: "amount",
    Spend: "amount",
  },
  exchange_rates: { 币种: "currency", 日期: "day", 汇率: "rate", "Exchange Rate": "rate" },
};

function bestColumn(table: TableName, header: string): string | undefined {
  const columns = table === "orders" ? [...CONTRACT.orders, ...LINE_COLUMNS] : CONTRACT[table];
  const scored = columns.map((column) => ({ column: column.column, ...matchName(header, column) }));
  const [best] = scored.sort((one, other) => other.score - one.score);
  return best && best.score > 0.42 ? best.column : undefined;
}

describe("a header of orders", () => {
  test.each(Object.entries(ORDERS))("%s is %s", (header, column) => {
    expect(bestColumn("orders", header)).toBe(column);
  });

  test.each([
    "Ship Date",
    "发货日期",
    "出生日期",
    "Tax Amount",
    "折扣金额合计说明",
    "运费",
    "退款金额",
    "Profit",
    "利润",
    "Postal Code",
    "Salesperson",
    "Ship Mode",
    "week",
    "备注",
  ])("%s is neither a day nor an amount of an order", (header) => {
    expect(["ordered_at", "amount", "order_id", "customer_id"]).not.toContain(bestColumn("orders", header));
  });
});

describe.each(Object.entries(OTHERS))("a header of %s", (table, headers) => {
  test.each(Object.entries(headers))("%s is %s", (header, column) => {
    expect(bestColumn(table as TableName, header)).toBe(column);
  });
});

test("case, spaces, underscores and camel case make no difference", () => {
  for (const header of ["InvoiceNo", "invoice_no", "Invoice No.", "INVOICE-NO"])
    expect(wordsOf(header)).toEqual(["invoice", "no"]);
  expect(wordsOf("客户ID")).toEqual(["客户", "id"]);
  expect(wordsOf("")).toEqual([]);
});

test("the dictionary has the contract's tables, columns and required ones", () => {
  for (const [table, columns] of Object.entries(contract)) {
    const ours = CONTRACT[table as TableName].map(({ column, required }) => ({
      name: column,
      required: required ?? false,
    }));
    expect(ours, table).toEqual(columns);
  }
});

test("the local clock is preferred to UTC", () => {
  const [ordered] = CONTRACT.orders.filter(({ column }) => column === "ordered_at");
  if (!ordered) throw new Error("orders have a day");
  const local = matchName("transaction_timestamp_local", ordered).score;
  expect(local).toBeGreaterThan(matchName("transaction_timestamp_utc", ordered).score);
});

test("every contract column has English and Chinese names, none listed twice", () => {
  for (const [table, columns] of Object.entries(CONTRACT)) {
    for (const { column, names, weak } of columns) {
      const all = [...namesOf(names), ...namesOf(weak)].map((words) => words.join(" "));
      expect(
        all.some((name) => /\p{Script=Han}/u.test(name)),
        `${table}.${column}`,
      ).toBe(true);
      expect(
        all.some((name) => /[a-z]/.test(name)),
        `${table}.${column}`,
      ).toBe(true);
      expect(new Set(all).size, `${table}.${column}`).toBe(all.length);
    }
  }
});
