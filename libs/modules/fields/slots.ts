import { defineServerSlot } from '@kelp/kernel';

export interface Named {
  id: string;
  name: string;
}

/** What pickers offer of a kind that a room owns: at most 20 whose name holds these words in lower case, of those the reader may see. */
export const searchNames = defineServerSlot<{ kind: 'contact' | 'board'; words: string }, Named[]>(
  'fields.search_names',
  (answers) => answers.flat(),
);

/** The names behind ids that a room owns, of those the reader may see: contacts, boards. Rooms that do not own the kind say nothing. */
export const namesOf = defineServerSlot<{ kind: 'contact' | 'board'; ids: readonly string[] }, Named[]>(
  'fields.names',
  (answers) => answers.flat(),
);
