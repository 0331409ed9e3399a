import { defineServerSlot } from '@kelp/kernel';
import type { NumberKind } from './contract/numbering';

/** The highest number that a record of this kind has; null before the first. */
export interface LastNumber {
  kind: NumberKind;
  last: bigint | null;
}

/** Asked of the rooms whose records have numbers. */
export const lastNumbers = defineServerSlot<Record<string, never>, LastNumber[]>('tenants.last_numbers', (answers) =>
  answers.flat(),
);
