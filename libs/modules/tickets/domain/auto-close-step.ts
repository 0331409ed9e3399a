const day = 86_400_000;

export interface AutoCloseTerms {
  /** Days of 24 hours without activity. */
  idleDays: number;
  /** The contact hears of it so many days before; null = not at all. */
  warnDays: number | null;
}

interface RestingTicket {
  lastActivityAt: Date;
  /** When the contact was told, if ever; a warning before the last activity counts no more. */
  warnedAt: Date | null;
  /** False when there is nobody to tell. */
  canWarn: boolean;
}

/**
 * What is to be done with a ticket that rests: close it, warn its contact, or wait. Somebody who is to be warned always gets the whole time
 * between warning and closing, also on the day a rule begins to hold.
 */
export function autoCloseStep(terms: AutoCloseTerms, ticket: RestingTicket, now: Date): 'wait' | 'warn' | 'close' {
  const idle = now.getTime() - ticket.lastActivityAt.getTime();
  if (terms.warnDays === null || !ticket.canWarn) return idle >= terms.idleDays * day ? 'close' : 'wait';
  const warnedAt = ticket.warnedAt && ticket.warnedAt >= ticket.lastActivityAt ? ticket.warnedAt : null;
  if (!warnedAt) return idle >= (terms.idleDays - terms.warnDays) * day ? 'warn' : 'wait';
  const sinceWarning = now.getTime() - warnedAt.getTime();
  return idle >= terms.idleDays * day && sinceWarning >= terms.warnDays * day ? 'close' : 'wait';
}
