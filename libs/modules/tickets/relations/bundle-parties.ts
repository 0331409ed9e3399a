import { groupBy, refused } from '@kelp/std';
import { clientEmailDomains, clients, contacts } from '@kelp/clients';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { findForeignNames, type BundleParty, type ForeignName } from '../domain/foreign-names';
import { ticketBundleSettings, tickets } from '../tables';

type Ticket = Row<typeof tickets>;

/** Names of other clients in a reply that this ticket would carry to every client of its bundle. Empty unless it is a synced master. */
export async function foreignNamesIn(ctx: ReadCtx, ticket: Pick<Ticket, 'id'>, text: string): Promise<ForeignName[]> {
  const settings = await ctx.db.find(ticketBundleSettings, { masterTicketId: ticket.id });
  if (settings?.mode !== 'sync_updates') return [];
  const [master, children] = await Promise.all([
    ctx.db.get(tickets, ticket.id),
    ctx.db.list(tickets, { masterTicketId: ticket.id }, { orderBy: 'id' }),
  ]);
  return findForeignNames(text, await partiesOf(ctx, [master, ...children]));
}

/**
 * Refuses a reply that would tell one client another's name, unless the person has looked at the names and wants it so. For every door
 * through which staff write to clients.
 */
export async function assertNoForeignNames(
  ctx: ReadCtx,
  ticket: Pick<Ticket, 'id'>,
  text: string,
  isConfirmed: boolean,
): Promise<void> {
  if (isConfirmed) return;
  const names = await foreignNamesIn(ctx, ticket, text);
  if (names.length === 0) return;
  const list = names.map(({ text: name, of }) => `“${name}” (${of})`).join(', ');
  throw refused(
    'bundle.foreign_names',
    `This reply goes to several clients and names ${list}. Take the name out, or confirm that everybody may read it.`,
    { names },
  );
}

async function partiesOf(ctx: ReadCtx, all: Ticket[]): Promise<BundleParty[]> {
  const groups = groupBy(all, ({ clientId, id }) => clientId ?? id);
  if (groups.size < 2) return [];
  const clientIds = [...new Set(all.flatMap(({ clientId }) => clientId ?? []))];
  const requesters = new Set(all.flatMap(({ contactId }) => contactId ?? []));
  const [named, domains, ofClients, asking] = await Promise.all([
    ctx.db.list(clients, { id: clientIds }),
    ctx.db.list(clientEmailDomains, { clientId: clientIds }),
    ctx.db.list(contacts, { clientId: clientIds }),
    ctx.db.list(contacts, { id: [...requesters] }),
  ]);
  return [...groups].map(([key, own]) => ({
    key,
    client: named.find(({ id }) => id === key)?.name ?? null,
    domains: domains.filter(({ clientId }) => clientId === key).map(({ domain }) => domain),
    contacts: [
      ...ofClients.filter(({ clientId }) => clientId === key),
      ...asking.filter(({ id, clientId }) => clientId !== key && own.some(({ contactId }) => contactId === id)),
    ].map(({ id, fullName, email }) => ({ name: fullName, email, isRequester: requesters.has(id) })),
    numbers: own.map(({ numberText }) => numberText),
  }));
}
