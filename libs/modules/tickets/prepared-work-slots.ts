import { defineServerSlot, type Action } from '@kelp/kernel';
import type { BusinessSchedule } from '@kelp/std';

/** Time to be logged on a ticket in the same act as something else. */
export interface TicketTimeWish {
  ticketId: string;
  minutes: number;
  isBillable: boolean;
  notes: string;
}

/** An act of a higher room with its input; the asker runs it in its own transaction, where its permission is checked. */
export interface OfferedAct {
  action: Action;
  input: unknown;
}

/** Asks how time is logged on a ticket; null where nothing can. */
export const ticketTimeAct = defineServerSlot<TicketTimeWish, OfferedAct | null>(
  'ticket.time_act',
  (answers) => answers.find((answer) => answer !== null) ?? null,
);

/** Asks for the workspace's business hours, by which work is planned; null where nobody knows them. */
export const workspaceHours = defineServerSlot<Record<string, never>, BusinessSchedule | null>(
  'ticket.workspace_hours',
  (answers) => answers.find((answer) => answer !== null) ?? null,
);
