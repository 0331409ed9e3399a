import { defineServerSlot } from '@kelp/kernel';

export interface Named {
  id: string;
  name: string;
}

/** The names behind ids that a room owns, of those the reader may see: contacts, boards. Rooms that do not own the kind say nothing. */
export const namesOf = defineServerSlot<{ kind: 'contact' | 'board'; ids: readonly string[] }, Named[]>(
  'fields.names',
  (answers) => answers.flat(),
);
