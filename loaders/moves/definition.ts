import { digest, essence } from "../sql/graph.ts";
import { scoringMacros } from "../sql/scoring.ts";

/** The model whose rows `countMoves` counts. */
export const COUNTED = "customers.moves";

/**
 * What `countMoves` counts by: the query of customers.moves, with that of customers.customer_moves in it, and the macros
 * that it uses. Whoever changes one of these changes loaders/moves with it, so that test/count_moves passes, and puts the
 * new digest here. Any other query, such as one of an overlay, is run by DuckDB.
 */
export const DEFINITION = "8ec43ef7992f9a4e212de33e";

export function definitionOf(sql: string): string {
  return digest([essence(sql), ...scoringMacros()]);
}
