import type { Messages } from "./message_types.js";

/** 中文站点的全部文字；分区和键与 `en.ts` 一一对应，少一个键就通不过类型检查。 */
export const zh: Messages = {
  shell: {
    product: "tierboard",
    language: "中文",
    skip: "跳到正文",
    pages: "页面",
    languages: "语言",
    not_found: "没有这个页面",
    not_found_hint: "它可能已经改名，请从分层报告进入。",
    as_of: "数据截至 {date}",
    as_of_partial: "数据截至 {date}（当月未完）",
    show_table: "表格",
    hide_table: "收起表格",
    save_csv: "CSV",
    save_csv_hint: "将“{title}”的数据存为 CSV",
    save_picture: "图片",
    save_picture_hint: "将“{title}”存为图片",
    show_sql: "SQL",
    hide_sql: "收起 SQL",
    sql_hint: "“{title}”背后的查询语句",
    table_hint: "以表格查看“{title}”的数据",
    copy: "复制",
    copied: "已复制",
    sql_missing: "无法载入这张图的 SQL。",
    loading: "正在载入",
    chart_failed: "这张图未能画出：{reason}",
    empty_title: "暂无内容",
    empty_needs: "需要数据源“{source}”。请在 {file} 中完成映射后重新构建。",
    few: "少于 {limit}",
    few_hint: "少于 {limit} 位客户，出于隐私保护不显示",
    none: "–",
    share: "占比",
    total: "合计",
    download_failed: "无法读取文件 {file}。",
    rows: "{count} 行",
    customers: "{count} 位客户",
    orders: "{count} 笔订单",
    days: "{count} 天",
    months: "{count} 个月",
  },
  nav: {
    index: "分层报告",
    rfm: "RFM 模型",
    pyramid: "客户金字塔",
    lifecycle: "生命周期",
    migration: "层级迁移",
    data_health: "数据质量",
    methods: "方法说明",
  },
  model: {
    score_tier: "评分层级",
    segment: "细分群体",
    pyramid_level: "金字塔层级",
    lifecycle_stage: "生命周期阶段",
  },
  score_tier: {
    top: "顶级",
    potential: "潜力",
    general: "一般",
    dormant: "沉睡",
    entered: "新进入",
  },
  pyramid_level: {
    top: "顶层",
    large: "高层",
    medium: "中层",
    small: "底层",
    platinum: "铂金",
    gold: "黄金",
    iron: "钢铁",
    lead: "重铅",
    heavy: "重度",
    light: "轻度",
    inactive: "不活跃",
    entered: "新进入",
  },
  lifecycle_stage: {
    prospect: "潜在",
    new: "新客",
    growing: "成长",
    mature: "成熟",
    reactivated: "回流",
    dormant: "休眠",
    churned: "流失",
    entered: "新进入",
  },
  segment: {
    champions: "冠军客户",
    loyal: "忠诚客户",
    potential_loyalist: "潜在忠诚客户",
    new: "新客户",
    promising: "有望客户",
    need_attention: "需要关注",
    needs_attention: "需要关注",
    about_to_sleep: "即将沉睡",
    at_risk: "流失风险",
    cant_lose: "不容流失",
    hibernating: "休眠客户",
    recent: "近期客户",
    inactive: "不活跃客户",
    key_value: "重要价值",
    key_develop: "重要发展",
    key_keep: "重要保持",
    key_win_back: "重要挽留",
    general_value: "一般价值",
    general_develop: "一般发展",
    general_keep: "一般保持",
    general_win_back: "一般挽留",
    platinum: "铂金",
    gold: "黄金",
    ordinary: "普通",
    standard: "标准",
    entered: "新进入",
  },
  preset: {
    rf10: "按 R、F 分十类",
    eight: "八类客户",
    klaviyo6: "按三分位分六组",
    rules: "命名规则",
    curry: "柯里金字塔",
    zeithaml: "泽丝曼尔金字塔",
    heavy_medium_light: "重度、中度、轻度",
  },
  measure: {
    customers: "客户数",
    revenue: "收入",
    mean_value: "客均价值",
    recency: "最近一次消费",
    frequency: "消费频次",
    monetary: "消费金额",
    share_of_row: "行内占比",
    share_of_customers: "客户占比",
    share_of_revenue: "收入占比",
    month: "月份",
    day: "日期",
  },

  // ── 分层报告（index.md）──────────────────────────────────────────────────────────────────────────────
  report: {
    title: "分层报告",
  },

  // ── RFM（rfm.md）────────────────────────────────────────────────────────────────────────────────────
  rfm: {
    title: "RFM 模型",
  },

  // ── 客户金字塔（pyramid.md）─────────────────────────────────────────────────────────────────────────
  pyramid: {
    title: "客户金字塔",
  },

  // ── 生命周期（lifecycle.md）─────────────────────────────────────────────────────────────────────────
  lifecycle: {
    title: "生命周期",
  },

  // ── 层级迁移（migration.md）─────────────────────────────────────────────────────────────────────────
  migration: {
    title: "层级迁移",
  },

  // ── 数据质量（data-health.md）───────────────────────────────────────────────────────────────────────
  health: {
    title: "数据质量",
  },

  // ── 方法说明（methods.md）───────────────────────────────────────────────────────────────────────────
  methods: {
    title: "方法说明",
  },
};
