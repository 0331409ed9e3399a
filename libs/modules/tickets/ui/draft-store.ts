import type { KeptText } from './list-trail';

/** The two things that can be written on a ticket. They never share a draft. */
export type ComposerMode = 'reply' | 'note';

const keyOf = (ticketId: string, mode: ComposerMode) => `kelp.draft.${ticketId}.${mode}`;

/** What was typed on this ticket in this mode and not sent; empty when nothing was. */
export function readDraft(storage: KeptText, ticketId: string, mode: ComposerMode): string {
  try {
    return storage.getItem(keyOf(ticketId, mode)) ?? '';
  } catch {
    return '';
  }
}

/** Keeps what is typed; an emptied box keeps nothing. False when the browser cannot keep it. */
export function writeDraft(storage: KeptText, ticketId: string, mode: ComposerMode, text: string): boolean {
  try {
    if (text.trim() === '') storage.removeItem(keyOf(ticketId, mode));
    else storage.setItem(keyOf(ticketId, mode), text);
    return true;
  } catch {
    return false;
  }
}
