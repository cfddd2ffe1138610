import type { MessageKey } from "../messages/index.js";

/** A page's charts by the name of their card, and the marts each is made from. */
export type PageCharts = Readonly<Record<string, readonly string[]>>;

/** Every chart of the site, for the index of queries on the Methods page. */
export const PAGE_CHARTS: Readonly<Record<string, { title: MessageKey; charts: PageCharts }>> = {
  index: {
    title: "nav.index",
    charts: {
      key_figures: ["key_figures"],
      tier_pyramid: ["tier_sizes"],
      tier_moves: ["tier_flows"],
      tier_sizes: ["tier_sizes"],
      tier_policy: ["tier_policy_months"],
    },
  },
  rfm: {
    title: "nav.rfm",
    charts: {
      rfm_grid: ["rfm_cells"],
      rfm_segments: ["rfm_cells"],
      rfm_recency: ["rfm_distributions", "rfm_cut_points", "rfm_cells"],
      rfm_frequency: ["rfm_distributions", "rfm_cut_points", "rfm_cells"],
      rfm_monetary: ["rfm_distributions", "rfm_cut_points", "rfm_cells"],
      rfm_methods: ["rfm_methods"],
    },
  },
  pyramid: {
    title: "nav.pyramid",
    charts: {
      pyramid: ["pyramid_levels"],
      concentration: ["revenue_concentration", "revenue_gini"],
      levels: ["pyramid_levels"],
      levels_over_time: ["pyramid_levels"],
    },
  },
  lifecycle: {
    title: "nav.lifecycle",
    charts: {
      stages: ["tier_sizes"],
      stages_over_time: ["tier_sizes"],
      stage_flow: ["tier_flows"],
      cohorts: ["retention_cohorts"],
    },
  },
  migration: {
    title: "nav.migration",
    charts: {
      matrix: ["tier_flows", "tier_migration", "migration_rates", "tier_sizes", "move_reasons"],
      paths: ["tier_paths", "move_reasons"],
      reasons: ["reasons_by_month"],
      moves: ["migration_rates"],
      growth: ["tier_sizes"],
    },
  },
  "what-if": {
    title: "nav.what_if",
    charts: {
      score_recency: ["what_if_rfm", "what_if_edges", "what_if_tiers"],
      score_frequency: ["what_if_rfm", "what_if_edges", "what_if_tiers"],
      score_monetary: ["what_if_rfm", "what_if_edges", "what_if_tiers"],
      score_total: ["what_if_rfm", "what_if_edges", "what_if_tiers"],
      score_tiers: ["what_if_rfm", "what_if_edges", "what_if_tiers"],
      score_moves: ["what_if_rfm", "what_if_edges", "what_if_tiers"],
      pyramid_share: ["what_if_pyramid", "what_if_shares", "what_if_tiers"],
      pyramid_tiers: ["what_if_pyramid", "what_if_shares", "what_if_tiers"],
      pyramid_moves: ["what_if_pyramid", "what_if_shares", "what_if_tiers"],
      lifecycle_last_sale: ["what_if_lifecycle", "what_if_days"],
      lifecycle_first_sale: ["what_if_lifecycle", "what_if_days"],
      lifecycle_gap: ["what_if_lifecycle", "what_if_days"],
      lifecycle_growth: ["what_if_lifecycle", "what_if_days"],
      lifecycle_tiers: ["what_if_lifecycle", "what_if_days"],
      lifecycle_moves: ["what_if_lifecycle", "what_if_days"],
      policy_rules: ["what_if_policies"],
      policy_tiers: ["what_if_policies"],
      policy_moves: ["what_if_policies"],
    },
  },
  "data-health": {
    title: "nav.data_health",
    charts: {
      sources: ["source_health"],
      rejections: ["rejections"],
      completeness: ["completeness"],
      coverage: ["source_health"],
    },
  },
  methods: {
    title: "nav.methods",
    charts: {
      cuts_in_force: ["cut_points"],
      cut_points: ["cut_points"],
      segment_presets: ["preset_proofs", "segment_maps"],
    },
  },
};
