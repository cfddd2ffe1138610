import type { Model } from "./sql/model.ts";

/**
 * The query for what the public site may show of a mart: cells of fewer customers than `thresholds.privacy` allows are
 * null, in every measure. Where a total would give a lone hidden cell away, the smallest other cell of that total is
 * hidden too, along each margin in turn. The warehouse itself keeps every figure.
 *
 * A mart asks for it in its header: `-- suppress: customers, revenue in model, as_of along from_tier, to_tier`. The
 * first measure is the number of customers; `in` names what parts one table from another, `along` the tables' margins
 * (none: one total). A mart without that header is shown as it is.
 */
export function publicRows({ name, suppress }: Pick<Model, "name" | "suppress">): string {
  if (!suppress) return `from ${name}`;
  const [count, ...others] = suppress.measures;
  const margins = suppress.along.length > 0 ? suppress.along : [undefined];
  // The first margin once more: hiding along the others can leave a lone hidden cell there.
  const passes = margins.length > 1 ? [...margins, margins[0]] : margins;
  const steps = passes.map((margin, index) => {
    const whole = [...suppress.within, ...(margin ? [margin] : [])].join(", ");
    return `
      step_${index + 1} as (
        select * replace (
          is_hidden or (
            count(case when is_hidden then 1 end) over (partition by ${whole}) = 1
            and row_number() over (
              partition by ${whole}, is_hidden or coalesce(${count}, 0) = 0
              order by ${count}, ${tieBreak(margins)}
            ) = 1
            and ${count} > 0
          ) as is_hidden
        )
        from step_${index}
      )`;
  });
  const hidden = [count, ...others].map(
    (measure) => `case when is_hidden then null else ${measure} end as ${measure}`,
  );
  return `from (
    with step_0 as (
      select
        rows.*,
        coalesce(rows.${count} between 1 and privacy.smallest_cell - 1, false) as is_hidden
      from ${name} as rows
      cross join thresholds.privacy as privacy
    ),${steps.join(",")}
    select * exclude (is_hidden) replace (${hidden.join(", ")})
    from step_${passes.length}
  )`;
}

/** What breaks a tie between equally small cells: the margins, so that the same input hides the same cells. */
function tieBreak(margins: (string | undefined)[]): string {
  return margins.filter((margin) => margin !== undefined).join(", ") || "1";
}
