import type { ContractColumn, TableName } from "./contract_columns.ts";
import { CUSTOMERS_COLUMNS } from "./customer_columns.ts";
import { ORDER_COLUMNS } from "./order_columns.ts";
import {
  CAMPAIGN_MEMBERS_COLUMNS,
  EXCHANGE_RATES_COLUMNS,
  INTERACTIONS_COLUMNS,
  MARKETING_COSTS_COLUMNS,
  POINTS_COLUMNS,
} from "./other_columns.ts";

/** Every column of the contract, per table, and what files call it in English and Chinese. */
export const CONTRACT: Record<TableName, ContractColumn[]> = {
  orders: ORDER_COLUMNS,
  customers: CUSTOMERS_COLUMNS,
  interactions: INTERACTIONS_COLUMNS,
  campaign_members: CAMPAIGN_MEMBERS_COLUMNS,
  points: POINTS_COLUMNS,
  marketing_costs: MARKETING_COSTS_COLUMNS,
  exchange_rates: EXCHANGE_RATES_COLUMNS,
};

/** Words in a file's name that tell which table it is. */
export const FILE_NAMES: Record<TableName, string> = {
  orders:
    "order, orders, sales, transactions, transaction, purchases, invoices, baskets, 订单, 销售, 交易, 流水",
  customers: "customer, customers, clients, members, accounts, users, demographics, 客户, 会员, 用户, 顾客",
  interactions:
    "interaction, interactions, events, activity, activities, visits, tickets, 互动, 行为, 事件, 触达",
  campaign_members: "campaign members, campaign, campaigns, assignments, experiment, 活动, 营销活动, 实验",
  points: "points, loyalty points, 积分",
  marketing_costs: "marketing costs, costs, spend, ad spend, 费用, 花费, 投放",
  exchange_rates: "exchange rates, rates, fx, currencies, 汇率",
};
