import { contract, idOf, z } from '@kelp/kernel/contract';

const minuteOfDay = z.number().int('Give whole minutes.').min(0).max(1440);
/** One weekday in minutes on the wall of the person's zone; null = off. */
export const workDay = z
  .object({ startMinute: minuteOfDay, endMinute: minuteOfDay, breakMinutes: z.number().int().min(0).max(720) })
  .refine(({ startMinute, endMinute }) => startMinute < endMinute, 'The day must end after it begins.')
  .refine(
    ({ startMinute, endMinute, breakMinutes }) => breakMinutes < endMinute - startMinute || endMinute <= startMinute,
    'The break must be shorter than the day.',
  );
/** Seven days from Monday. */
export const workWeek = z.array(workDay.nullable()).length(7, 'Give seven days, Monday first.');

const person = z.object({ id: z.uuid(), name: z.string(), zone: z.string() });

/** When people work: those of the ids, or the whole active staff. */
export const listWorkSchedules = contract({
  name: 'work_schedule.list',
  input: z.object({ userIds: z.array(idOf('user')).max(200).optional() }),
  output: z.object({ rows: z.array(z.object({ person, week: workWeek, isUsual: z.boolean() })), upTo: z.number() }),
});
export type WorkScheduleRow = z.output<typeof listWorkSchedules.output>['rows'][number];

export const getMyWorkSchedule = contract({
  name: 'work_schedule.mine',
  input: z.object({}),
  output: z.object({ week: workWeek, zone: z.string(), untrackedBoardIds: z.array(z.uuid()) }),
});

/** Sets somebody's working week; null gives back the usual hours. */
export const updateWorkSchedule = contract({
  name: 'work_schedule.update',
  input: z.object({ userId: idOf('user'), week: workWeek.nullable() }),
  output: z.object({ userId: z.uuid() }),
});
