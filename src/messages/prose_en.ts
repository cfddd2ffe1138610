/**
 * The definitions on the Methods page, as Markdown. They stand apart from the other messages because only the build
 * reads them: no page carries them in its scripts.
 */
export const proseEn = {
  prose: {
    time: `
**As-of day.** The day that a figure is true for, that day included. Unless the calendar names one, it is the day of the newest accepted order, never today's date: the same input always gives the same site.

**Snapshot.** The state of every customer as of a month-end. All snapshots are rebuilt from the orders at every build, so the whole history is there from the first run, and orders of later days never change an earlier snapshot. The last snapshot is the as-of day itself; it is marked as not complete when it isn't a month-end.

**Window.** Frequency and revenue look back over so many days that end with the as-of day: with 365 days as of 31 December 2025, from 1 January 2025. Without a number of days they look back over all history. Where the fiscal year is the window, they count from its first day to the as-of day: a fiscal year that begins in April counts, as of 31 December, from 1 April. At the end of a fiscal year that is the whole year; early in one it is little, so that snapshots of the same month are the ones to compare. A fiscal year that is a calendar year begins in January.

**Customer and prospect.** A customer enters a snapshot once the first sale is on or before its day. Someone who is known without a sale is a prospect, from the registration day on. Without a registration day, a person who never bought is a prospect on the last snapshot only: nothing says since when.`,

    orders: `
**Sale and refund.** An order above 0 is a sale, one below 0 a refund; an order of exactly 0 is a sale if the calendar counts free orders. A refund lowers revenue on its own day and is nothing else: it adds no order to frequency and leaves recency as it is.

**What does not count.** Orders with one of the statuses below, compared without regard to case or outer spaces. They are accepted, kept and counted on Data health, but no figure includes them.

**Currencies.** An amount in another currency is converted with the rate of the order's day or, without one, the last rate before it. An order that has neither is rejected, never guessed. An order without a currency is taken to be in the reporting currency.

**Repeated ids.** Of several rows with one order id the earliest is accepted and the others are rejected; of several rows for one customer, the one registered first. Nothing depends on the order of the rows in a file.`,

    rfm: `
**Recency (R)** is the number of whole days from the last sale to the as-of day: 0 for a sale on that day. Fewer days score higher.

**Frequency (F)** is the number of sales in the window. **Monetary (M)** is net revenue in the window: sales less refunds, in the reporting currency. A segment preset may score M by **revenue per order** instead, that revenue over the number of sales: then customers with few large orders score as high as those with many.

**Scores** run from 1 to 5, 5 being the best, by cut points on the value itself. Customers with equal values always have equal scores, so scores do not hold equally many customers, as they would if ranks were cut instead; each chart shows how many they really hold. A customer without a sale in the window scores 1 on F and on M, and on R what the days since the last sale give. When two cut points fall on one value, the score between them stays empty.

**Cut points** are found among the customers with a sale in the window, by one of five methods per measure. *Quantile*: the value of the customer who stands at that share of the row; the score ends at that very value, and the next begins just above it. *Fixed*: the value given. *Mean*: two scores, parted at the mean; a value equal to the mean is high. *Natural*: Jenks natural breaks, the scores whose customers lie closest together. *Target*: one business line, such as 100,000 a year or 30 days, that takes the best score; those who miss it are parted into the scores below at equal shares of them, so that the other scores still tell customers apart however high the line is. The line does not float, the scores below it do unless frozen.

**Natural breaks** make the squared distances of customers from the mean of their score add up to least (optimal one-dimensional k-means, as \`Ckmeans.1d.dp\` does it). Days are taken as they are, orders and amounts by their logarithm, since there a ratio is what counts: on the plain value a few very large customers would take most of the scores, and everyone else would share one. The breaks are the best there are for the histogram: of single days and orders, so exact, and of amounts in bins 1 % wide, which are never parted. Net revenue of nothing or less has no logarithm and joins the lowest score; what is below a hundredth of the middle customer's counts as that hundredth, or cents left over by refunds would take a score of their own. Where there are fewer different values than scores, some scores stay empty.

**A target's line counts for the window**, however long that is, and is not scaled: it is what a customer has to reach within the window that the charts name. A line for a year goes with a window of a year (365 days, as shipped, or the fiscal year so far); with a window of 180 days, or of all history, write the line that is meant for so long. In days it does not depend on the window.

**Floating or frozen.** Floating cut points are computed anew at every snapshot, so a customer can move because others did. Frozen ones are taken from one named snapshot. The scores of the reports and of the segment preset in force have cut points at every snapshot, those of the other presets on the last.`,

    score_tiers: `
The three scores add up to a total of 3 to 15. A score tier is a run of totals; the build proves that every total belongs to exactly one tier.`,

    tier_policy: `
What is **calculated** from scores is not always what is **awarded**: benefits that come and go with every month anger customers. The tier policy says, per score tier, when it is awarded and when it is lost. It looks at the tiers calculated at the month-ends, one after the other; every snapshot has both tiers. As shipped, the policy awards what is calculated.

Its rules apply in this order. **Qualification**: a better tier is awarded once the calculated tier has been as good, month-end for month-end, for as many months as the better tier asks. Else, where the calculated tier is lower than the awarded one: a **refund** takes the awarded tier back at once, where the policy says so, if the calculated tier would not be lower without the refunds since the month-end before. Otherwise the tier is **held** for at least so many months since it was awarded, and after that there is a **grace** of so many months for the calculated tier to come back. Then it is lost: to the calculated tier, or to the next lower one where it is lost by **one step at a time**. A tier that is awarded, upwards or downwards, begins its own time; the tier calculated at the first snapshot counts as awarded and qualified for there. A last snapshot that is no month-end counts as no further month.

A **flip-flop** is avoided when the calculated tier leaves the awarded one, which waits, and then comes back to it. **What keeping customers in their tier costs**: for every month and customer, the benefits of the awarded tier less those of the calculated one, as the policy tells them. Awarded tiers move by the policy and have no reason of their own; reasons are told for the calculated tiers. On What-if, every choice of rules is followed for every customer in the warehouse, and only what it comes to per tier is published.`,

    segments: `
A segment preset maps combinations of scores to named segments. It is data, not code: one file with its source, and a company adds its own by adding a file. One preset is in force and names each customer's segment in every report. The [RFM page](./rfm) shows them all.

For every preset the build proves four things, over all combinations that its scores can give:

* **Covered**: every combination belongs to a segment. Where a published list leaves some out, the file names them and the map marks them.
* **Unambiguous**: none belongs to two. Where rules are tried in turn, the first that matches wins.
* **Reachable**: every segment has a combination that leads to it.
* **Monotone**: a better score never leads to a worse-ranked segment. Rank 1 is the best; segments share a rank where the source gives them no order or its own scores contradict one, which the proof then shows.

**FM** is the mean of the F and the M score. Halves are rounded up: F 3 and M 4 make FM 4.`,

    pyramid: `
Ranked are the customers with net revenue above 0 in the window. Each level takes its share of them from the top. Its boundary is a revenue, that of the customer at that rank, so customers with equal revenue share the better level and a level can hold slightly more than its share. Every other customer who has entered is inactive.

**Concentration.** The curve shows which share of revenue the customers with the highest revenue bring, in up to a hundred equal parts of customers, or fewer where a part would be too small to show. The **Gini coefficient** is half the mean difference between two customers over their mean, computed over all customers with revenue: 0 when all are equal, near 1 when one has it all. “The top 20%” are the customers up to that rank.`,

    lifecycle: `
One stage per customer and snapshot; the first that matches wins, in this order:

1. **Prospect**: known, no sale yet.
2. **Churned**: the last sale is more days ago than the limit.
3. **Dormant**: more days ago than the next limit.
4. **New**: the first sale is at most so many days ago.
5. **Reactivated**: the last sale is at most so many days ago, and that sale itself ended a gap of more than so many days. A second sale after the comeback makes the customer growing or mature.
6. **Growing**: revenue of the last days is above that of as many days before, by at least the share given; any revenue after none counts as growth.
7. **Mature**: everyone else.

“More than 180 days ago” does not include day 180; “at most 90 days ago” includes day 90.

**Cohorts** group customers by the month of their first sale. A customer is active in a month with a sale in it; a cohort's revenue is net of refunds.`,

    migration: `
Migration compares two snapshots. Every customer present at either is in one cell: the tier before in rows, the tier after in columns, and **entered** for those who were not yet customers. Rows add up to the earlier tier's size and revenue, columns to the later one's; the build proves it for every pair.

**Migration rate**: of the customers present at both snapshots, the share whose tier changed. **Upgrade rate** and **downgrade rate**: the shares that moved to a better and to a worse rank. Nobody leaves: customers who stop buying sink to the lowest tier and stay in the count.

**Better and worse** follow the rank of tiers and levels. Segments have no natural order; their rank is the one that the preset gives them, and a move between two that share a rank is sideways. Lifecycle stages have none either: there, a move from churned or dormant back to an active stage, or a prospect's first sale, is towards buying, the opposite is away from it, and moves among new, growing, mature and reactivated are sideways. Prospects count as present.

**Why a customer moved** between two snapshots is told by scoring the customer again at the later one, with the cut points of the earlier one. **Threshold drift**: with those there is no move; only the cut points changed. **Time**: with those, and without the orders since, the move would have gone in the same direction; days passed, or orders left the window. **Behaviour**: any other; the customer's own orders are the cause. Every move has exactly one reason, for every pair of snapshots and all four models; the build proves that they add up. Limits of the lifecycle do not change from snapshot to snapshot, so its stages never drift. Cut points and levels drift only where they float: fixed and frozen ones do not. On the public site counts by reason are rounded to multiples of the smallest cell, as flows are.

**Tier value growth**: the revenue in the window of a tier's customers now, over that of its customers then, less one. They need not be the same customers.

**Flow.** The diagram counts back from the last snapshot in steps of so many months. A band holds the customers who had the same tier at the first snapshot shown and went the same way since.`,

    report: `
**Active customers** have a sale in the window. **Top tier's share**: the net revenue of the best score tier's customers over that of all.

**Upgrade and downgrade rate** on the report are those of score tiers since the snapshot before. **Changes** compare with the snapshot before and with the one twelve before. The rates of a month that is not complete are compared with nothing.

**Revenue at risk** is the revenue in the window of the customers of the best tiers who are dormant or sliding: their recency score has fallen, while frequency and spend still hold the tier.`,

    what_if: `
What-if works on cubes: the customers of the last snapshot and their revenue in the window, counted per cell of recency, frequency and revenue (for the pyramid of revenue; for the lifecycle of days since the last and the first sale, the gap before the last sale, and growth). A cube's edges are the cut points in force and round values near quantiles, and every customer's score under cut points at edges follows from the cell. So a line goes from edge to edge, and nothing is computed from customers in the browser. All is as of the last snapshot; history, migration and segments are not part of it, but for the tier policy, whose choices the warehouse follows through every customer's history: the page has what each combination of choices comes to.

**How exact.** The warehouse's cubes are exact: a build with the same settings gives the same sizes, revenue and moves. On the site a cell of fewer customers than the smallest cell is counted with the nearest cell, within the same scores or at least the same tier wherever there is one, so that no cell of the site tells of fewer. Totals stay exact, and so do the tiers in force, but for tiers smaller than that. With other settings a tier can differ by those who are counted on the other side of a line: the page says by how many customers, and how much revenue, at most; the bounds are rounded up. With a smallest cell of 1 nothing is merged and every figure is exact. Not covered: beside exact sums elsewhere on the site, a reader may see how many customers were counted across a line, not which ones.

**Use these** gives only the files that differ from those in force. Cut points that were moved become fixed values, for every snapshot; measures that were not moved keep their method, and so float on. Two scores that begin at one value are written a millionth apart, which is the same to every customer. Shares, limits and rules are written as they are.`,

    privacy: `
The site holds no customer rows, names or ids. A figure about fewer customers than the smallest cell, but not none, is hidden. Others are hidden with it until it does not follow from any sums that the site shows: those of rows and columns and, for moves, of each direction; the build solves for every hidden figure to be sure. Segment presets that read the same scores are looked at together, so that the cells of one do not tell what another hides. Hidden figures that add up to fewer than the smallest cell take a further one with them. The cubes of What-if merge small cells instead, see there. Flows of three stops or more, by the tier where they began, are rounded to multiples of the smallest cell instead, up or down by chance, so that sums are right on average. Charts draw hidden figures as nothing; rates of migration are counted over everyone and hidden only when they concern too few. Not covered: what a reader may conclude from a hidden figure being 1 at least, from rounded figures that could only just add up to a known sum, or from two reports of the same days beside each other, such as a frozen one and one with orders added since; from two tier policies of What-if whose tiers differ by a few customers; and what figures of different pages, or of presets with different cut points, tell together.`,

    data: `
Every source row is accepted, or rejected with a reason and kept as it came; the two add up to the rows read. A source with a larger share of rejected rows than the calendar allows fails the build.

**Completeness** is the share of accepted rows in which a column holds a value that can be read. A value that can't be read in an optional column is empty, and does not reject its row.

**Checks** run on every build, on its own data: of the thresholds, which must not overlap, leave gaps or contradict each other, and of everything that must add up, such as tier sizes, the cells of every migration and the revenue in every model. When one fails, nothing is published and the last good site stays.`,

    queries: `
Every figure comes from one query, the very one that made it in this build. Charts read marts; marts read the models below them, down to the sources. What a company decides stands in thresholds, which an overlay replaces file by file.`,
  },
} as const;
