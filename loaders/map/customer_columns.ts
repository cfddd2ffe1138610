import { type ContractColumn, customerId } from "./contract_columns.ts";

/** The columns of customers and what files call them. */
export const CUSTOMERS_COLUMNS: ContractColumn[] = [
  customerId,
  {
    column: "name",
    kind: "text",
    names: `name, customer name, full name, company name, client name, account name, member name, display name,
      客户名称, 客户姓名, 姓名, 名称, 会员姓名, 公司名称, 企业名称, 客户名, 会员名, 用户名, 昵称`,
    unlike: `product, contact, manager, user, 商品, 联系人, 经理`,
  },
  {
    column: "created_at",
    kind: "date",
    names: `created at, created on, created, creation date, create time, signup date, sign up date, signed up at,
      registered at, registered on, registration date, register date, join date, joined at, joined on, member since, customer since, opened on,
      注册时间, 注册日期, 创建时间, 创建日期, 入会时间, 入会日期, 建档日期, 开户日期, 开卡日期, 加入时间`,
    unlike: `birth, 生日, 出生`,
  },
  {
    column: "region",
    kind: "text",
    names: `region, area, sales region, territory, province, state, country, city, 地区, 区域, 大区, 销售区域, 省份, 省, 城市,
      所在地区, 所在地, 国家`,
    unlike: `code, id, 编码`,
  },
  {
    column: "industry",
    kind: "text",
    names: `industry, sector, vertical, line of business, 行业, 所属行业, 行业类别, 行业分类`,
    unlike: `code, 编码`,
  },
  {
    column: "company_size",
    kind: "text",
    names: `company size, size, employees, number of employees, employee count, headcount, size band,
      公司规模, 企业规模, 规模, 员工人数, 人员规模, 员工数`,
    unlike: `package, pack, order, household, 包装`,
  },
  {
    column: "source_channel",
    kind: "text",
    names: `source channel, acquisition channel, source, lead source, utm source, signup source, referral source,
      marketing channel, channel, 来源渠道, 获客渠道, 注册渠道, 客户来源, 来源, 注册来源, 渠道`,
    unlike: `id, payment, 支付`,
  },
  {
    column: "age_band",
    kind: "text",
    names: `age band, age group, age range, age bracket, age, 年龄段, 年龄层, 年龄区间, 年龄组, 年龄`,
  },
  { column: "gender", kind: "text", names: `gender, sex, 性别` },
  {
    column: "interest",
    kind: "text",
    names: `interest, interests, preference, preferences, favourite category, favorite category, 兴趣, 偏好, 兴趣爱好, 爱好, 兴趣标签`,
    unlike: `rate, 利率`,
  },
  {
    column: "plan",
    kind: "text",
    names: `plan, subscription plan, plan name, subscription, package, membership type, tier, 套餐, 订阅套餐, 版本, 会员类型, 会员等级, 订阅`,
    unlike: `date, size, price, 日期, 时间`,
  },
  {
    column: "renews_at",
    kind: "date",
    names: `renews at, renewal date, renews on, renewal at, next renewal, expires at, expiry date, expiration date,
      contract end date, subscription end, 续费日期, 续约日期, 续费时间, 到期时间, 到期日期, 到期日, 合同到期日, 有效期至`,
  },
  {
    column: "account_manager",
    kind: "text",
    names: `account manager, owner, account owner, sales rep, sales representative, salesperson, relationship manager,
      客户经理, 负责人, 销售, 销售代表, 销售员, 业务员, 专属顾问, 归属人`,
  },
  {
    column: "need_complexity",
    kind: "text",
    names: `need complexity, complexity, needs complexity, requirement complexity, 需求复杂度, 复杂度, 需求类型`,
  },
  {
    column: "referred_by",
    kind: "id",
    names: `referred by, referrer, referrer id, referrer customer id, referral id, invited by, 推荐人, 推荐人编号, 邀请人, 介绍人, 推荐人id`,
  },
  {
    column: "acquisition_cost",
    kind: "number",
    names: `acquisition cost, cac, customer acquisition cost, cost of acquisition, 获客成本, 获取成本`,
  },
  {
    column: "is_member",
    kind: "flag",
    names: `is member, member, membership, loyalty member, is loyalty member, 是否会员, 会员标志, 是否为会员`,
    unlike: `id, since, no, type, name, 号, 等级, 编号`,
  },
  {
    column: "consents_to_contact",
    kind: "flag",
    names: `consents to contact, consent, marketing consent, opt in, opted in, email opt in, accepts marketing, contact consent,
      同意联系, 营销同意, 是否同意联系, 是否接受营销, 接受营销, 是否订阅`,
  },
];
