import { type Node, upstream } from "../sql/graph.ts";

/** They look at a customer on several snapshots at once; with what reads them they cost more than all the rest. */
const COMPARING = ["customers.customer_moves", "customers.stop_paths", "customers.policy_outcomes"];

/**
 * The models that a plan of the newest day needs: all but those that compare snapshots, unless one of these is changed
 * itself.
 */
export function chooseModels(changed: ReadonlySet<string>): (nodes: readonly Node[]) => ReadonlySet<string> {
  return (nodes) => {
    const left = descendants(nodes, COMPARING);
    const all = nodes.map(({ model }) => model.name);
    if ([...left].some((name) => changed.has(name))) return new Set(all);
    return new Set(all.filter((name) => !left.has(name)));
  };
}

/** The models that a customer's tiers hang on, and the checks of these. */
export function chooseTiers(nodes: readonly Node[]): ReadonlySet<string> {
  return upstream(nodes, ["customers.snapshots"]);
}

/** These models, and all that hang on them. */
function descendants(nodes: readonly Node[], names: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const { model, reads } of nodes)
    if (names.includes(model.name) || reads.some((each) => found.has(each))) found.add(model.name);
  return found;
}
