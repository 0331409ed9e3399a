import { defineSetting, z } from '@kelp/kernel';
import { periodRule } from './contract/time-sheets';

/** What happens when somebody logs time that overlaps their own: they are told, or it is refused. */
export const overlapPolicy = defineSetting({
  key: 'time.overlap_policy',
  label: 'Overlapping time',
  schema: z.enum(['warn', 'block']),
  initial: 'warn',
});

/** The service of an entry that names none: that of the ticket's board, else the workspace's. */
export const defaultServices = defineSetting({
  key: 'time.default_services',
  label: 'Default service',
  schema: z.object({ workspace: z.uuid().nullable(), boards: z.record(z.uuid(), z.uuid()) }),
  initial: { workspace: null, boards: {} },
});

/** Boards whose tickets are not timed by being looked at. */
export const untrackedBoards = defineSetting({
  key: 'time.untracked_boards',
  label: 'Boards that are not tracked',
  schema: z.array(z.uuid()),
  initial: [],
});

/** How time is gathered into periods, and how many days after the end of one a sheet that was not handed in is late; null reminds nobody. */
export const periodSetting = defineSetting({
  key: 'time.periods',
  label: 'Time periods',
  schema: z.object({ rule: periodRule, remindAfterDays: z.number().int().nullable() }),
  initial: {
    rule: { kind: 'week', firstWeekday: 0, anchorOn: '2026-01-05', firstDay: 1 },
    remindAfterDays: 2,
  },
});
