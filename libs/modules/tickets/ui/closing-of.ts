import type { Ticket, TicketChoices } from './ticket-queries';

/** What a comment does to a ticket that it may close. */
export interface Closing {
  /** the status chosen for after sending closes the ticket */
  closes: boolean;
  /** the comment says how it was solved; null when the server need not be told */
  isResolution: boolean | null;
  /** what the board still asks for once this comment is written */
  missing: Ticket['closeBlockers'];
  /** the resolution may be marked: it closes, or the board waits for one */
  offersMark: boolean;
  mayOverride: boolean;
  /** it must not leave yet: something is missing, and no reason to close all the same is given */
  isBlocked: boolean;
}

interface Chosen {
  statusId: string | null;
  /** null as long as nobody touched the mark: a comment that closes is the resolution */
  isResolution: boolean | null;
  reason: string;
}

/**
 * What stands between this comment and the status chosen for it, by the answer that the server gave for the ticket. `settled` are the keys
 * of blockers that leave with the comment, such as the time typed below it. The server asks again when it closes.
 */
export function closingOf(
  ticket: Pick<Ticket, 'isClosed' | 'closeBlockers' | 'abilities'>,
  choices: Pick<TicketChoices, 'statuses'> | undefined,
  { statusId, isResolution, reason }: Chosen,
  settled: readonly string[],
): Closing {
  const closes =
    !ticket.isClosed && (choices?.statuses.some(({ id, isClosed }) => id === statusId && isClosed) ?? false);
  const waitsForOne = !ticket.isClosed && ticket.closeBlockers.some(({ key }) => key === 'resolution');
  const offersMark = closes || waitsForOne;
  const marked = offersMark ? (isResolution ?? closes) : null;
  const done = marked ? [...settled, 'resolution'] : settled;
  const missing = closes ? ticket.closeBlockers.filter(({ key }) => !done.includes(key)) : [];
  const mayOverride = ticket.abilities.includes('ticket.close_override');
  const isBlocked = missing.length > 0 && !(mayOverride && reason.trim() !== '');
  return { closes, isResolution: marked, missing, offersMark, mayOverride, isBlocked };
}
