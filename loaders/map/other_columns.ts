import { type ContractColumn, customerId, ownDates } from "./contract_columns.ts";

const campaignId: ContractColumn = {
  column: "campaign_id",
  kind: "id",
  required: true,
  names: `campaign id, campaign no, campaign code, campaign, 活动编号, 活动id, 活动代码, 营销活动编号, 活动`,
  weak: `campaign name, 活动名称`,
  unlike: `type, cost, 类型, 费用`,
};

export const INTERACTIONS_COLUMNS: ContractColumn[] = [
  customerId,
  {
    column: "occurred_at",
    kind: "date",
    required: true,
    names: `occurred at, occurred on, event time, event date, event timestamp, event at, interaction date, interaction time,
      visit date, contact date, contacted at, opened at, timestamp, 发生时间, 事件时间, 互动时间, 访问时间, 联系时间,
      行为时间, 触达时间, 发生日期, 咨询时间, 跟进时间`,
    weak: `date, time, created at, day, 时间, 日期, 创建时间`,
    unlike: ownDates,
  },
  {
    column: "kind",
    kind: "text",
    required: true,
    names: `kind, event type, event, event name, interaction type, activity type, action, behavior type, contact type,
      互动类型, 事件类型, 行为类型, 类型, 事件, 行为, 事件名称, 联系方式类型, 触达类型`,
    weak: `type, activity`,
    unlike: `customer, order, product, campaign, 客户, 订单, 商品`,
  },
  { column: "channel", kind: "text", names: `channel, medium, platform, 渠道, 触达渠道, 平台, 联系渠道` },
  {
    column: "topic",
    kind: "text",
    names: `topic, subject, feature, feature name, page, document, title, content, 主题, 功能, 内容, 页面, 标题, 问题类型`,
  },
  {
    column: "score",
    kind: "number",
    names: `score, rating, nps, csat, satisfaction, 评分, 满意度, 得分, 分数`,
  },
  {
    column: "response_minutes",
    kind: "number",
    names: `response minutes, response time minutes, first response minutes, minutes to respond, response time, 响应分钟, 响应时长, 响应时间, 首次响应时长`,
  },
];

export const CAMPAIGN_MEMBERS_COLUMNS: ContractColumn[] = [
  campaignId,
  customerId,
  {
    column: "assigned_at",
    kind: "date",
    required: true,
    names: `assigned at, assigned on, assignment date, assigned date, enrolled at, added at, sent at, send date, sent on,
      分配时间, 分配日期, 加入时间, 入组时间, 发送时间, 发送日期, 触达时间`,
    weak: `date, start date, created at, 日期, 时间, 开始日期`,
    unlike: "end, redemption, birth, 结束, 核销, 生日",
  },
  {
    column: "variant",
    kind: "text",
    names: `variant, arm, test group, experiment group, treatment, group, cell, segment, 分组, 实验组, 组别, 实验分组, 对照组`,
    unlike: "age, 年龄",
  },
  {
    column: "cost",
    kind: "number",
    names: `cost, contact cost, cost per contact, spend, 成本, 触达成本, 费用`,
  },
];

export const POINTS_COLUMNS: ContractColumn[] = [
  customerId,
  {
    column: "changed_at",
    kind: "date",
    required: true,
    names: `changed at, changed on, transaction date, points date, earned at, posted at, change date, 变动时间, 变动日期,
      积分时间, 积分日期, 发生时间, 获得时间`,
    weak: `date, time, created at, timestamp, 时间, 日期, 创建时间`,
    unlike: ownDates,
  },
  {
    column: "points",
    kind: "number",
    required: true,
    names: `points, points change, point change, points delta, points earned, loyalty points, delta, 积分, 积分变动, 变动积分, 积分数, 积分值, 积分变化`,
    unlike: "id, balance, 余额, 编号",
  },
  {
    column: "reason",
    kind: "text",
    names: `reason, change reason, type, description, source, 原因, 变动原因, 变动类型, 积分类型, 说明, 备注`,
    unlike: "id",
  },
];

export const MARKETING_COSTS_COLUMNS: ContractColumn[] = [
  {
    column: "month",
    kind: "month",
    required: true,
    names: `month, year month, period, cost month, 月份, 月, 年月, 费用月份, 期间`,
    weak: `date, 日期`,
  },
  {
    column: "source_channel",
    kind: "text",
    required: true,
    names: `source channel, marketing channel, acquisition channel, channel, source, medium, utm source, 来源渠道, 投放渠道, 获客渠道, 营销渠道, 渠道, 来源`,
    unlike: "id",
  },
  {
    column: "amount",
    kind: "number",
    required: true,
    names: `marketing cost, marketing costs, ad spend, ad cost, advertising cost, marketing spend, spend, cost, costs, budget, expense, amount,
      营销费用, 推广费用, 广告费, 投放费用, 投放金额, 广告花费, 花费, 费用, 营销成本, 金额`,
    unlike: "per, target, 目标",
  },
];

export const EXCHANGE_RATES_COLUMNS: ContractColumn[] = [
  {
    column: "currency",
    kind: "text",
    required: true,
    names: `currency, currency code, from currency, source currency, ccy, iso code, 币种, 货币, 货币代码, 币别, 外币`,
    unlike: "rate, name, to, 汇率, 名称",
  },
  {
    column: "day",
    kind: "date",
    required: true,
    names: `day, date, rate date, valid on, effective date, as of, 日期, 汇率日期, 生效日期, 日`,
  },
  {
    column: "rate",
    kind: "number",
    required: true,
    names: `rate, exchange rate, fx rate, conversion rate, 汇率, 兑换率, 折算汇率, 中间价`,
    unlike: "id",
  },
];
