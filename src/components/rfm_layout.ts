import { keyOf, type RfmGroup, type RfmView } from "./rfm_groups.js";

/** A rectangle of the grid, in pixels. */
export interface Box {
  group: RfmGroup;
  key: string;
  x1: number;
  x2: number;
  y1: number;
  y2: number;
  /** Where words may stand: the same in every box of a row, whatever the gaps around it. */
  textLeft: number;
  textTop: number;
  textRight: number;
  textBottom: number;
  /** How far a name may reach: over neighbouring boxes of its segment too. */
  nameRight: number;
  /** Whether M splits this box's cell. */
  isPart: boolean;
  /** Whether the box is the first of neighbouring ones of its segment, where its name stands if it stands once. */
  isFirst: boolean;
}

/** Where everything of the grid is: F upwards, R to the right, and in a cell that M splits its parts, high M on top. */
export interface RfmLayout {
  boxes: Box[];
  /** Above the parts of a split cell: the cell as a whole. */
  heads: Box[];
  rows: { group: RfmGroup; y1: number; y2: number }[];
  columns: { group: RfmGroup; x1: number; x2: number }[];
  width: number;
  height: number;
  left: number;
  top: number;
}

const HEAD_HEIGHT = 22;
const BETWEEN_SEGMENTS = 4;
const WITHIN_SEGMENT = 1;

export function layOut(view: RfmView, width: number): RfmLayout {
  const isNarrow = width < 520;
  const left = isNarrow ? 36 : 64;
  const top = 24;
  const foot = 54;
  const columnGroups = [...view.scores.recency].reverse();
  const rowGroups = view.rows;
  const columnWidth = (width - left) / Math.max(1, columnGroups.length);
  const columns = columnGroups.map((group, index) => ({
    group,
    x1: left + index * columnWidth,
    x2: left + (index + 1) * columnWidth,
  }));
  const partsOf = (f: number, r: number) =>
    view.parts.filter((part) => part.f_score === f && part.r_score === r);
  let y = top;
  const rows = rowGroups.map((group) => {
    const most = Math.max(1, ...columnGroups.map(({ r_score }) => partsOf(group.f_score, r_score).length));
    const y1 = y;
    y += most > 1 ? HEAD_HEIGHT + most * (isNarrow ? 64 : 52) : isNarrow ? 60 : 78;
    return { group, y1, y2: y };
  });
  const pad = isNarrow ? 5 : 10;
  const boxes: Box[] = [];
  const heads: Box[] = [];
  for (const row of rows) {
    for (const column of columns) {
      const parts = partsOf(row.group.f_score, column.group.r_score);
      const split = parts.length > 1;
      const y1 = row.y1 + (split ? HEAD_HEIGHT : 0);
      const cell = view.cells.find(
        ({ r_score, f_score }) => r_score === column.group.r_score && f_score === row.group.f_score,
      );
      const box = (group: RfmGroup, top: number, bottom: number): Box => ({
        group,
        key: keyOf(group, view),
        x1: column.x1,
        x2: column.x2,
        y1: top,
        y2: bottom,
        textLeft: column.x1 + pad,
        textTop: top + pad,
        textRight: column.x2 - pad,
        textBottom: bottom - pad,
        nameRight: column.x2,
        isPart: split,
        isFirst: false,
      });
      if (split && cell) heads.push(box(cell, row.y1, y1));
      const step = (row.y2 - y1) / Math.max(1, parts.length);
      parts.forEach((part, index) => {
        boxes.push(box(part, y1 + index * step, y1 + (index + 1) * step));
      });
    }
  }
  for (const box of boxes) {
    box.isFirst = isFirst(box, boxes);
    box.nameRight = endOfRun(box, boxes);
  }
  return {
    boxes: boxes.map((box) => inset(box, boxes)),
    heads,
    rows,
    columns,
    width,
    height: y + foot,
    left,
    top,
  };
}

/** The box that an arrow key leads to from `box`. */
export function neighbour(boxes: readonly Box[], box: Box, key: string): Box | undefined {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [];
  if (dx === undefined || dy === undefined) return undefined;
  const middle = ({ x1, x2, y1, y2 }: Box) => [(x1 + x2) / 2, (y1 + y2) / 2] as const;
  const [x, y] = middle(box);
  const ahead = boxes.flatMap((other) => {
    const [ox, oy] = middle(other);
    const along = (ox - x) * dx + (oy - y) * dy;
    const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    return along > 2 ? [{ other, far: along + 3 * aside }] : [];
  });
  return ahead.sort((a, b) => a.far - b.far)[0]?.other;
}

const isNear = (one: number, other: number) => Math.abs(one - other) < 0.5;
const overlap = (a1: number, a2: number, b1: number, b2: number) => Math.min(a2, b2) - Math.max(a1, b1) > 0.5;

// Nothing of its segment is to the left, nor above with the same edge.
function isFirst(box: Box, boxes: readonly Box[]): boolean {
  return !boxes.some(
    (other) =>
      other.group.segment === box.group.segment &&
      ((isNear(other.x2, box.x1) && isNear(other.y1, box.y1) && isNear(other.y2, box.y2)) ||
        (isNear(other.y2, box.y1) && isNear(other.x1, box.x1))),
  );
}

function endOfRun(box: Box, boxes: readonly Box[]): number {
  const next = boxes.find(
    (other) =>
      other.group.segment === box.group.segment &&
      isNear(other.x1, box.x2) &&
      isNear(other.y1, box.y1) &&
      isNear(other.y2, box.y2),
  );
  return next ? endOfRun(next, boxes) : box.x2;
}

function inset(box: Box, boxes: readonly Box[]): Box {
  const gap = (touches: (other: Box) => boolean) =>
    boxes.some((other) => other.group.segment === box.group.segment && touches(other))
      ? WITHIN_SEGMENT / 2
      : BETWEEN_SEGMENTS / 2;
  const beside = (other: Box) => overlap(other.y1, other.y2, box.y1, box.y2);
  const stacked = (other: Box) => overlap(other.x1, other.x2, box.x1, box.x2);
  return {
    ...box,
    x1: box.x1 + gap((other) => isNear(other.x2, box.x1) && beside(other)),
    x2: box.x2 - gap((other) => isNear(other.x1, box.x2) && beside(other)),
    y1: box.y1 + gap((other) => isNear(other.y2, box.y1) && stacked(other)),
    y2: box.y2 - gap((other) => isNear(other.y1, box.y2) && stacked(other)),
  };
}
