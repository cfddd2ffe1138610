import { expect, test, vi } from "vitest";
import type { KeyFigures } from "../src/components/figures.js";

const december: KeyFigures = {
  place: 13,
  as_of: new Date("2025-12-31"),
  is_partial: false,
  newest_ordered_on: new Date("2025-12-31"),
  customers: 12_345,
  active_customers: 9876,
  revenue: 1_500_000,
  top_customers: 2469,
  top_revenue_share: 0.76,
  moved_up: 312,
  moved_down: 402,
  entered: 99,
  upgrade_rate: 0.025,
  downgrade_rate: 0.033,
  customers_at_risk: 321,
  revenue_at_risk: 150_000,
  window_days: 365,
  dormant_after_days: 180,
  at_risk_tier_rank: 2,
  sliding_r_score: 2,
};
const november = {
  ...december,
  place: 12,
  as_of: new Date("2025-11-30"),
  customers: 12_000,
  revenue_at_risk: 120_000,
};
const yearAgo = {
  ...december,
  place: 1,
  as_of: new Date("2024-12-31"),
  customers: 9876,
  revenue: 1_000_000,
};
const tiers = [
  { tier: "potential", tier_rank: 2 },
  { tier: "top", tier_rank: 1 },
  { tier: "general", tier_rank: 3 },
];

async function words(lang: string, snapshots: readonly KeyFigures[]): Promise<string[]> {
  vi.resetModules();
  vi.stubGlobal("document", { documentElement: { lang }, getElementById: () => null });
  const { reportSentences, tiersAtRisk } = await import("../src/components/report_words.js");
  const sentences = reportSentences(snapshots, tiersAtRisk(tiers, 2));
  vi.unstubAllGlobals();
  return sentences;
}

test("sentences for a mail, in English", async () => {
  expect(await words("en", [yearAgo, november, december])).toEqual([
    "As of Dec 31, 2025 there are 12,345 customers (+2.9% on the month, +25.0% on the year); 9,876 of them (80.0%) are active, with an order in the last 365 days.",
    "Revenue (last 365 days) is $1.5M (0.0% on the month, +50.0% on the year). The top tier, 20.0% of customers, brings 76.0% of it.",
    "Since Nov 30, 2025, 312 customers moved up a tier (2.5%) and 402 moved down (3.3%); 99 bought for the first time.",
    "$150K of revenue, 10.0% of it all, is at risk (+25.0% on the month, 0.0% on the year): it comes from 321 customers in the top and potential tiers who are dormant or sliding.",
  ]);
});

test("sentences for a mail, in Chinese", async () => {
  expect(await words("zh-CN", [yearAgo, november, december])).toEqual([
    "截至 2025年12月31日，共有客户 12,345 位（环比 +2.9%，同比 +25.0%）；其中 9,876 位（80.0%）为活跃客户，近 365 天内有订单。",
    "收入（近 365 天）为 $150 万（环比 0.0%，同比 +50.0%）。顶级层级以 20.0% 的客户贡献了其中的 76.0%。",
    "2025年11月30日以来，312 位客户升级（2.5%），402 位降级（3.3%），99 位首次购买。",
    "有风险的收入为 $15 万，占 10.0%（环比 +25.0%，同比 0.0%），来自顶级和潜力层级中 321 位已休眠或正在下滑的客户。",
  ]);
});

test("a first snapshot compares with nothing and tells no moves", async () => {
  const first = { ...december, place: 1, moved_up: null, moved_down: null, entered: null };
  const sentences = await words("en", [first]);
  expect(sentences).toHaveLength(3);
  expect(sentences.join(" ")).not.toMatch(/month|Since|null|NaN/);
});

test("an unfinished month says so", async () => {
  const partial = { ...december, as_of: new Date("2025-12-12"), is_partial: true };
  expect((await words("en", [november, partial])).at(-1)).toBe(
    "Dec 2025 is not complete yet: the figures run to Dec 12, 2025.",
  );
});

test("what is hidden for privacy is left out", async () => {
  const hidden = {
    ...december,
    customers: null,
    active_customers: null,
    revenue: null,
    top_revenue_share: null,
    moved_up: null,
    customers_at_risk: null,
    revenue_at_risk: null,
  };
  expect(await words("en", [november, hidden])).toEqual([]);
});
