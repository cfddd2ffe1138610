/** The source tables of the contract, in order, and their columns; `!` marks a required one. */
const TABLES = {
  orders:
    "order_id! customer_id! ordered_at! amount! currency status channel category quantity discount cost due_at paid_at",
  customers:
    "customer_id! name created_at region industry company_size source_channel age_band gender interest plan renews_at account_manager need_complexity referred_by acquisition_cost is_member consents_to_contact",
  interactions: "customer_id! occurred_at! kind! channel topic score response_minutes",
  campaign_members: "campaign_id! customer_id! assigned_at! variant cost",
  points: "customer_id! changed_at! points! reason",
  marketing_costs: "month! source_channel! amount!",
  exchange_rates: "currency! day! rate!",
} as const;

export type SourceName = keyof typeof TABLES;

export interface ContractColumn {
  name: string;
  required: boolean;
}

/** The contract: source tables a user may map, each with its columns in the contract's order. */
export const contract = Object.fromEntries(
  Object.entries(TABLES).map(([table, columns]) => [
    table,
    columns.split(" ").map((word) => ({ name: word.replace("!", ""), required: word.endsWith("!") })),
  ]),
) as Record<SourceName, ContractColumn[]>;

export function isSourceName(name: string): name is SourceName {
  return Object.hasOwn(contract, name);
}
