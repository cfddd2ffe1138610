import type { SourceName } from "../contract.ts";

/** A table of the contract. */
export type TableName = SourceName;

/** What the values of a column must look like. */
export type Kind = "id" | "text" | "date" | "month" | "number" | "flag";

/** A column of the contract and the names that people give it, parted by commas, the best first. */
export interface ContractColumn {
  column: string;
  kind: Kind;
  required?: true;
  names: string;
  /** Names that will do when nothing better is there. */
  weak?: string;
  /** Words that show another column is meant, however like the rest of its name is. */
  unlike?: string;
}

/** The customer, as every table but two names them. */
export const customerId: ContractColumn = {
  column: "customer_id",
  kind: "id",
  required: true,
  names: `customer id, customer no, customer number, customer code, customer key, cust id, cust no, client id,
    client no, client number, client code, member id, member no, member number, user id, buyer id, account id,
    account no, account number, household id, household key, shopper id, contact id, consumer id, uid,
    customer unique id, master id, card no, card number, loyalty id, sold to party,
    客户编号, 客户id, 客户号, 客户代码, 客户编码, 会员号, 会员编号, 会员id, 会员卡号, 会员编码, 会员代码, 用户id,
    用户编号, 用户号, 买家id, 顾客编号, 顾客id, 客户账号, 下单帐号, 下单账号, 账户id, 账号, 卡号, 客戶編號, 會員編號`,
  weak: `customer, client, member, user, buyer, household, email, customer email, customer name, client name,
    company name, user name, phone, mobile, 客户, 会员, 用户, 买家, 顾客, 买家会员名, 会员名, 用户名, 买家昵称, 客户名称,
    客户姓名, 客户名, 会员名称, 买家姓名, 手机号, 手机, 联系电话, 邮箱, 客戶, 會員`,
  unlike: `order, product, segment, type, group, count, age, 订单, 商品, 类型, 等级, 人数, 年龄`,
};

/** Words of dates that are not the row's own. */
export const ownDates =
  "birth, due, required, ship, deliver, refund, renew, expire, end, 生日, 出生, 发货, 到期, 退款, 截止, 结束";
