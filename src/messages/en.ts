/**
 * Every text of the English site, in sections: `shell` for the frame and the controls, one section of labels per
 * kind of key, one section per page. A page writes `{{section.key}}`, a script `message("section.key", values)`.
 */
export const en = {
  shell: {
    product: "tierboard",
    language: "English",
    skip: "Skip to the content",
    pages: "Pages",
    languages: "Language",
    not_found: "This page does not exist",
    not_found_hint: "It may have been renamed. Start from the tier report.",
    as_of: "Data as of {date}",
    as_of_partial: "Data as of {date}, a month not yet complete",
    show_table: "Table",
    hide_table: "Hide table",
    save_csv: "CSV",
    save_csv_hint: "Save the data of “{title}” as CSV",
    save_picture: "Picture",
    save_picture_hint: "Save “{title}” as a picture",
    show_sql: "SQL",
    hide_sql: "Hide SQL",
    sql_hint: "The query behind “{title}”",
    table_hint: "The data of “{title}” as a table",
    copy: "Copy",
    copied: "Copied",
    sql_missing: "The SQL of this chart could not be loaded.",
    loading: "Loading",
    chart_failed: "This chart could not be drawn: {reason}",
    empty_title: "Nothing to show yet",
    empty_needs: "It needs the source “{source}”. Map it in {file} and build again.",
    few: "<{limit}",
    few_hint: "Fewer than {limit} customers: hidden for privacy",
    none: "–",
    share: "Share",
    total: "Total",
    download_failed: "The file {file} could not be read.",
    rows: { one: "{count} row", other: "{count} rows" },
    customers: { one: "{count} customer", other: "{count} customers" },
    orders: { one: "{count} order", other: "{count} orders" },
    days: { one: "{count} day", other: "{count} days" },
    months: { one: "{count} month", other: "{count} months" },
  },
  nav: {
    index: "Tier report",
    rfm: "RFM",
    pyramid: "Pyramid",
    lifecycle: "Lifecycle",
    migration: "Migration",
    data_health: "Data health",
    methods: "Methods",
  },
  model: {
    score_tier: "Score tier",
    segment: "Segment",
    pyramid_level: "Pyramid level",
    lifecycle_stage: "Lifecycle stage",
  },
  score_tier: {
    top: "Top",
    potential: "Potential",
    general: "General",
    dormant: "Dormant",
    entered: "Entered",
  },
  pyramid_level: {
    top: "Top",
    large: "Large",
    medium: "Medium",
    small: "Small",
    platinum: "Platinum",
    gold: "Gold",
    iron: "Iron",
    lead: "Lead",
    heavy: "Heavy",
    light: "Light",
    inactive: "Inactive",
    entered: "Entered",
  },
  lifecycle_stage: {
    prospect: "Prospect",
    new: "New",
    growing: "Growing",
    mature: "Mature",
    reactivated: "Reactivated",
    dormant: "Dormant",
    churned: "Churned",
    entered: "Entered",
  },
  segment: {
    champions: "Champions",
    loyal: "Loyal",
    potential_loyalist: "Potential loyalists",
    new: "New customers",
    promising: "Promising",
    need_attention: "Need attention",
    needs_attention: "Needs attention",
    about_to_sleep: "About to sleep",
    at_risk: "At risk",
    cant_lose: "Can't lose them",
    hibernating: "Hibernating",
    recent: "Recent",
    inactive: "Inactive",
    key_value: "Key: value",
    key_develop: "Key: develop",
    key_keep: "Key: keep",
    key_win_back: "Key: win back",
    general_value: "General: value",
    general_develop: "General: develop",
    general_keep: "General: keep",
    general_win_back: "General: win back",
    platinum: "Platinum",
    gold: "Gold",
    ordinary: "Ordinary",
    standard: "Standard",
    entered: "Entered",
  },
  preset: {
    rf10: "Ten segments by R and F",
    eight: "Eight classes",
    klaviyo6: "Six groups by thirds",
    rules: "Named rules",
    curry: "Curry pyramid",
    zeithaml: "Zeithaml pyramid",
    heavy_medium_light: "Heavy, medium, light",
  },
  measure: {
    customers: "Customers",
    revenue: "Revenue",
    mean_value: "Mean value",
    recency: "Recency",
    frequency: "Frequency",
    monetary: "Monetary",
    share_of_row: "Share of row",
    share_of_customers: "Share of customers",
    share_of_revenue: "Share of revenue",
    month: "Month",
    day: "Day",
  },

  // ── Tier report (index.md) ─────────────────────────────────────────────────────────────────────────────
  report: {
    title: "Tier report",
  },

  // ── RFM (rfm.md) ───────────────────────────────────────────────────────────────────────────────────────
  rfm: {
    title: "RFM",
  },

  // ── Pyramid (pyramid.md) ───────────────────────────────────────────────────────────────────────────────
  pyramid: {
    title: "Pyramid",
  },

  // ── Lifecycle (lifecycle.md) ───────────────────────────────────────────────────────────────────────────
  lifecycle: {
    title: "Lifecycle",
  },

  // ── Migration (migration.md) ───────────────────────────────────────────────────────────────────────────
  migration: {
    title: "Migration",
  },

  // ── Data health (data-health.md) ───────────────────────────────────────────────────────────────────────
  health: {
    title: "Data health",
  },

  // ── Methods (methods.md) ───────────────────────────────────────────────────────────────────────────────
  methods: {
    title: "Methods",
  },
} as const;
