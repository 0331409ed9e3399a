import { abilitiesOf, defineQuery, readCursor, writeCursor, type ReadCtx, type z } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import { addDays, invalid, notFound, startOfLocalDay } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { getInteraction, listInteractions, type InteractionCard } from '../contract';
import { mergedClients, mergedContacts } from '../merging/merged';
import { escapeLike } from '../queries/escape-like';
import { findTicket } from './check-interaction';
import { iconOf } from './interaction-types';
import { interactionTime, ticketsNamed } from './slots';

interface Flat {
  id: string;
  title: string;
  body: string;
  typeId: string;
  typeName: string;
  icon: string;
  clientId: string | null;
  clientName: string | null;
  contactId: string | null;
  contactName: string | null;
  ticketId: string | null;
  userId: string | null;
  userName: string | null;
  status: InteractionCard['status'];
  startAt: Date;
  endAt: Date | null;
  durationMinutes: number | null;
  visibility: InteractionCard['visibility'];
  version: number;
  /** To the microsecond, for the cursor. */
  exact: string;
}

const offered = ['interaction.create', 'interaction.update', 'interaction.delete'];

const flat = (ctx: ReadCtx, where: Sql, limit: number) =>
  ctx.db.rows<Flat>(
    sql`select i.id, i.title, i.body, i.type_id, y.name as type_name, y.icon, i.client_id, c.name as client_name, i.contact_id,
          k.full_name as contact_name, i.ticket_id, i.user_id, u.name as user_name, i.status, i.start_at, i.end_at, i.duration_minutes,
          i.visibility, i.version, i.start_at::text as exact
        from interactions i join interaction_types y on y.tenant_id = i.tenant_id and y.id = i.type_id
          left join clients c on c.tenant_id = i.tenant_id and c.id = i.client_id
          left join contacts k on k.tenant_id = i.tenant_id and k.id = i.contact_id
          left join users u on u.tenant_id = i.tenant_id and u.id = i.user_id
        where i.tenant_id = ${ctx.tenant} and ${ctx.visible('interaction.read', 'i')} and ${where}
        order by i.start_at desc, i.id desc limit ${limit}`,
  );

/** Of one client, contact or ticket, or of all: the latest first, keyset paged. Of a ticket only for those who may see the ticket. */
export const listInteractionsQuery = defineQuery(listInteractions, {
  permission: 'interaction.read',
  run: async (ctx, input) => {
    if (input.ticketId) await findTicket(ctx, input.ticketId);
    const cursor = readCursor(input.after, ['string', 'string']);
    const parts = [...filters(ctx, input), ...(await days(ctx, input))];
    if (cursor) parts.push(sql`(i.start_at, i.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
    const rows = await flat(ctx, and(parts), input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      rows: await cards(ctx, page),
      next: rows.length > input.limit && last ? writeCursor([last.exact, last.id]) : null,
      upTo: await ctx.upTo(),
      abilities: abilitiesOf(ctx, offered),
    };
  },
});

function filters(ctx: ReadCtx, input: z.output<typeof listInteractions.input>): Sql[] {
  const { clientId, contactId, ticketId, typeId, userId, status, search } = input;
  return [
    ...(clientId ? [sql`i.client_id in ${mergedClients(ctx, clientId)}`] : []),
    ...(contactId ? [sql`i.contact_id in ${mergedContacts(ctx, contactId)}`] : []),
    ...(ticketId ? [sql`i.ticket_id = ${ticketId}`] : []),
    ...(typeId ? [sql`i.type_id = ${typeId}`] : []),
    ...(userId ? [sql`i.user_id = ${userId}`] : []),
    ...(status ? [sql`i.status = ${status}`] : []),
    ...(search?.trim() ? [sql`i.title ilike ${`%${escapeLike(search.trim())}%`}`] : []),
    sql`true`,
  ];
}

/** Between the beginning of the first day and the end of the last, as the workspace's clock has them. */
async function days(
  ctx: ReadCtx,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<Sql[]> {
  if (!from && !to) return [];
  if (from && to && from > to) throw invalid('The last day comes before the first.', { to: 'Choose a later day.' });
  const { zone } = await readTenant(ctx);
  return [
    ...(from ? [sql`i.start_at >= ${startOfLocalDay(from, zone)}`] : []),
    ...(to ? [sql`i.start_at < ${startOfLocalDay(addDays(to, 1), zone)}`] : []),
  ];
}

export const getInteractionQuery = defineQuery(getInteraction, {
  permission: 'interaction.read',
  run: async (ctx, { id }) => {
    const [card] = await cards(ctx, await flat(ctx, sql`i.id = ${id}`, 1));
    if (!card) throw notFound('interaction');
    return { ...card, abilities: abilitiesOf(ctx, offered) };
  },
});

async function cards(ctx: ReadCtx, rows: readonly Flat[]): Promise<InteractionCard[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const ticketIds = [...new Set(rows.flatMap(({ ticketId }) => ticketId ?? []))];
  const [tickets, time] = await Promise.all([
    ticketIds.length > 0 ? ctx.askSlot(ticketsNamed, { ids: ticketIds }) : [],
    ctx.askSlot(interactionTime, { ids }),
  ]);
  const ticketOf = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const minutesOf = new Map(time.map((one) => [one.interactionId, one.minutes]));
  return rows.map((row) =>
    toCard(row, (row.ticketId && ticketOf.get(row.ticketId)) || null, minutesOf.get(row.id) ?? null),
  );
}

const named = (id: string | null, name: string | null) => (id && name !== null ? { id, name } : null);

function toCard(
  row: Flat,
  ticket: { id: string; number: string; title: string } | null,
  loggedMinutes: number | null,
): InteractionCard {
  const { id, title, body, status, startAt, endAt, visibility, version } = row;
  return {
    ...{ id, title, body, status, startAt, endAt, visibility, version, loggedMinutes },
    minutes: row.durationMinutes,
    type: { id: row.typeId, name: row.typeName, icon: iconOf(row.icon) },
    client: named(row.clientId, row.clientName),
    contact: named(row.contactId, row.contactName),
    user: named(row.userId, row.userName),
    ticket: ticket && { id: ticket.id, number: ticket.number, title: ticket.title },
  };
}
