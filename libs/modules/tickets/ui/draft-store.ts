import type { KeptText } from './list-trail';

/** The two things that can be written on a ticket. They never share a draft. */
export type ComposerMode = 'reply' | 'note';

/** What goes with the words of a draft. */
export interface Beside {
  /** the comment that is answered */
  answering: { id: string; authorName: string } | null;
  /** files that were sent up already */
  files: { id: string; filename: string; size: number }[];
}

export const nothingBeside: Beside = { answering: null, files: [] };

const keyOf = (ticketId: string, mode: ComposerMode) => `kelp.draft.${ticketId}.${mode}`;
const besideKeyOf = (ticketId: string, mode: ComposerMode) => `${keyOf(ticketId, mode)}.beside`;

/** What was typed on this ticket in this mode and not sent; empty when nothing was. */
export function readDraft(storage: KeptText, ticketId: string, mode: ComposerMode): string {
  return kept(storage, keyOf(ticketId, mode));
}

/** Keeps what is typed; an emptied box keeps nothing. False when the browser cannot keep it. */
export function writeDraft(storage: KeptText, ticketId: string, mode: ComposerMode, text: string): boolean {
  return keep(storage, keyOf(ticketId, mode), text.trim() === '' ? null : text);
}

/** What went with the draft: nothing when nothing did, or when what is kept cannot be read. */
export function readBeside(storage: KeptText, ticketId: string, mode: ComposerMode): Beside {
  try {
    const { answering, files } = JSON.parse(kept(storage, besideKeyOf(ticketId, mode))) as Partial<Beside>;
    return {
      answering: typeof answering?.id === 'string' ? answering : null,
      files: Array.isArray(files) ? files.filter(({ id }) => typeof id === 'string') : [],
    };
  } catch {
    return nothingBeside;
  }
}

/** Keeps what goes with the draft. False when the browser cannot keep it. */
export function writeBeside(storage: KeptText, ticketId: string, mode: ComposerMode, beside: Beside): boolean {
  const isNothing = beside.answering === null && beside.files.length === 0;
  return keep(storage, besideKeyOf(ticketId, mode), isNothing ? null : JSON.stringify(beside));
}

function kept(storage: KeptText, key: string): string {
  try {
    return storage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function keep(storage: KeptText, key: string, text: string | null): boolean {
  try {
    if (text === null) storage.removeItem(key);
    else storage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
