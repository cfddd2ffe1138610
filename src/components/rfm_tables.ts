import { label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { shareOf } from "./figures.js";
import { formatMoney, formatNumber, formatShare } from "./format.js";
import type { RfmBin } from "./rfm_bins.js";
import { perCustomer, type RfmGroup, type RfmView, type ScoredMeasure } from "./rfm_groups.js";
import { formatCustomersShort, formatMean, formatScore } from "./rfm_words.js";

function measures({ all }: RfmView) {
  return [
    {
      name: "customers",
      label: label("measure", "customers"),
      value: (group: RfmGroup) => group.customers,
      format: formatCustomersShort,
    },
    {
      name: "customer_share",
      label: label("measure", "share_of_customers"),
      value: (group: RfmGroup) => shareOf(group.customers, all.customers),
      format: formatShare,
    },
    {
      name: "revenue",
      label: label("measure", "revenue"),
      value: (group: RfmGroup) => group.revenue,
      format: formatMoney,
    },
    {
      name: "revenue_share",
      label: label("measure", "share_of_revenue"),
      value: (group: RfmGroup) => shareOf(group.revenue, all.revenue),
      format: formatShare,
    },
    {
      name: "mean_value",
      label: label("measure", "mean_value"),
      value: (group: RfmGroup) => perCustomer(group, "revenue"),
      format: formatMoney,
    },
    {
      name: "mean_orders",
      label: message("rfm.mean_orders"),
      value: (group: RfmGroup) => perCustomer(group, "sales"),
      format: formatMean,
    },
  ];
}

const segmentColumn = {
  name: "segment",
  label: label("model", "segment"),
  value: (group: RfmGroup) => label("segment", group.segment),
};

/** The grid's boxes with all their numbers. */
export function rfmTable(view: RfmView): TableData {
  return tableOf(view.parts, [
    { name: "r_score", label: "R", value: (group) => formatScore("recency", group.r_score) },
    view.readsMean
      ? {
          name: "fm_score",
          label: message("rfm.mean_score"),
          value: (group) => formatScore("mean", group.f_score),
        }
      : { name: "f_score", label: "F", value: (group) => formatScore("frequency", group.f_score) },
    ...(view.readsM
      ? [
          {
            name: "m_scores",
            label: "M",
            value: (group: RfmGroup) => formatScore("monetary", group.m_from, group.m_to),
          },
        ]
      : []),
    segmentColumn,
    ...measures(view),
  ]);
}

/** The segments with all their numbers. */
export function segmentTable(view: RfmView): TableData {
  return tableOf(view.segments, [segmentColumn, ...measures(view)]);
}

/** A measure's bins as they are drawn. */
export function binTable(bins: readonly RfmBin[], measure: ScoredMeasure): TableData {
  const format = measure === "monetary" ? formatMoney : (value: number | null) => formatNumber(value, 0);
  return tableOf(bins, [
    { name: "at_least", label: message("rfm.bin_from"), value: (bin) => bin.at_least, format },
    { name: "below", label: message("rfm.bin_below"), value: (bin) => bin.below, format },
    {
      name: "customers",
      label: label("measure", "customers"),
      value: (bin) => bin.customers,
      format: formatCustomersShort,
    },
  ]);
}
