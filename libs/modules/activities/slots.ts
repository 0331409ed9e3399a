import { defineServerSlot } from '@kelp/kernel';
import type { WorkItem } from './contract';

export interface WorkQuestion {
  /** Whose work. What is private to that person is told only when it is the caller. */
  userId: string;
  now: Date;
}

/** As much as one source tells. */
export const mostOfSource = 300;

/**
 * Asks every room what somebody has to do. A source answers with nothing the caller may not see now, so that a lost permission takes its
 * items out of the list at once.
 */
export const workItems = defineServerSlot<WorkQuestion, WorkItem[]>('activity.items', (answers) => answers.flat());
