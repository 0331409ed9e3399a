import type { Whom } from './interaction-queries';

const page = /^\/msp\/(clients|contacts|tickets)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i;

/** Whom a page is about: the client, contact or ticket in its path; nobody on other pages. */
export function whomOfPath(path: string): Whom | null {
  const [, kind, id] = page.exec(path) ?? [];
  if (!id) return null;
  if (kind === 'clients') return { clientId: id };
  return kind === 'contacts' ? { contactId: id } : { ticketId: id };
}
