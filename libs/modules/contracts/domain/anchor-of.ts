import type { Anchor, LocalDate } from '@kelp/std';

/** The anchor of a contract's columns, as `@kelp/std` counts periods with it. */
export function anchorOf(columns: {
  anchorKind: Anchor['kind'];
  anchorOn: LocalDate;
  anchorDay: number | null;
}): Anchor {
  const { anchorKind: kind, anchorOn: date, anchorDay } = columns;
  return kind === 'day' && anchorDay !== null ? { kind, date, dayOfMonth: anchorDay } : { kind, date };
}
