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
      matrix: ["tier_flows", "tier_migration", "migration_rates", "tier_sizes"],
      paths: ["tier_paths"],
      moves: ["migration_rates"],
      growth: ["tier_sizes"],
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
  methods: { title: "nav.methods", charts: { cut_points: ["cut_points"] } },
};
