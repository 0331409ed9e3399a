import { clientDependents, countDependents } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';

/** What this room keeps of a client, so that it is not deleted below it. */
export const timeOfClient = fillServerSlot(clientDependents, (ctx, { clientId }) =>
  countDependents(ctx, clientId, [
    { table: 'time_entries', one: 'time entry', other: 'time entries', href: null, permission: 'time_entry.read' },
    { table: 'timers', one: 'running timer', other: 'running timers', href: null, permission: 'time_entry.read' },
  ]),
);
