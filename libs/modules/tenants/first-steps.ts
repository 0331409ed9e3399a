import { defineServerSlot } from '@kelp/kernel';
import type { FirstStep, FirstStepCard } from './contract';

/** A step on the way to a workspace that works: whether it was taken, and whether this person may take it. */
export interface StepState {
  step: FirstStep;
  isDone: boolean;
  isAllowed: boolean;
  /** The step without which this one cannot be taken. */
  needs?: FirstStep;
  /** How the test stands by which it is done. */
  test?: FirstStepCard['test'];
}

/** Asked of the rooms: how the steps that are theirs stand. */
export const firstSteps = defineServerSlot<Record<string, never>, StepState[]>('tenants.first_steps', (answers) =>
  answers.flat(),
);
