import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { inSight, seesOthers, sightOf } from '@kelp/portal';
import type { SearchType } from './contract';
import type { SearchQuestion } from './domain/parse-search';
import type { DocType } from './tables';

/** A record as it is shown, loaded under its own room's permission and row rule. */
export interface Card {
  id: string;
  number: string | null;
  title: string;
  subtitle: string;
  url: string;
  isClosed: boolean;
  /** Whose it is; null where that is nobody's, or goes without saying. */
  clientId: string | null;
  clientName: string | null;
  /** Its state in one word, as people read it; records of a kind share a few. */
  status: string;
}

export interface Reach {
  clientId: string | null;
  contactId: string | null;
}

/** What can be found, by whom, and how the found ids become rows that this person may see. */
export interface Kind {
  readonly type: SearchType;
  readonly docs: readonly DocType[];
  readonly permission: (ctx: ReadCtx) => string;
  /** By what the search is narrowed where the row rule of the permission does not say it; undefined for no row. */
  readonly reach?: (ctx: ReadCtx) => Promise<Reach | undefined>;
  readonly isPortal: boolean;
  /** Rows of these ids that the person sees and that fit the question's flags, in any order. */
  readonly load: (ctx: ReadCtx, ids: readonly string[], question: SearchQuestion) => Promise<Card[]>;
}

const among = (ids: readonly string[]) => sql`= any(${ids}::uuid[])`;
const told = (...parts: (string | null)[]): string => parts.filter((part) => part).join(' · ');

type FlatTicket = Pick<Card, 'id' | 'title' | 'isClosed' | 'status' | 'clientId' | 'clientName'> & { number: string };

function ticketFlags(ctx: ReadCtx, { isMine, state }: SearchQuestion, mine: Sql): Sql {
  return sql`t.merged_into_id is null ${isMine ? sql`and ${mine}` : sql``}
    ${state ? sql`and t.is_closed = ${state === 'closed'}` : sql``} and t.tenant_id = ${ctx.tenant}`;
}

async function ticketCards(ctx: ReadCtx, rows: FlatTicket[], base: string): Promise<Card[]> {
  return rows.map((row) => ({
    ...row,
    number: row.number,
    subtitle: told(row.clientName, row.status),
    url: `${base}${row.id}`,
  }));
}

const ticket: Kind = {
  type: 'ticket',
  docs: ['ticket', 'comment'],
  permission: () => 'ticket.read',
  isPortal: false,
  load: async (ctx, ids, question) => {
    const rows = await ctx.db.rows<FlatTicket>(
      sql`select t.id, t.number_text as number, t.title, t.is_closed, s.name as status, t.client_id, c.name as client_name
          from tickets t join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
          left join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
          where t.id ${among(ids)} and ${ctx.visible('ticket.read', 't')}
            and ${ticketFlags(ctx, question, sql`t.assigned_to = ${ctx.actor.id}`)}`,
    );
    return ticketCards(ctx, rows, '/msp/tickets/');
  },
};

const client: Kind = {
  type: 'client',
  docs: ['client'],
  permission: () => 'client.read',
  isPortal: false,
  load: (ctx, ids) =>
    ctx.db.rows<Card>(
      sql`select c.id, null as number, c.name as title, c.is_inactive as is_closed, '/msp/clients/' || c.id as url,
            coalesce(nullif(l.city, ''), l.name, '') as subtitle, c.id as client_id, c.name as client_name,
            case when c.is_inactive then 'inactive' else c.lifecycle end as status
          from clients c left join client_locations l on l.tenant_id = c.tenant_id and l.client_id = c.id and l.is_default
          where c.tenant_id = ${ctx.tenant} and c.id ${among(ids)} and ${ctx.visible('client.read', 'c')}`,
    ),
};

const contact: Kind = {
  type: 'contact',
  docs: ['contact'],
  permission: () => 'contact.read',
  isPortal: false,
  load: async (ctx, ids) => {
    const rows = await ctx.db.rows<Omit<Card, 'subtitle'> & Record<'email' | 'phone', string | null>>(
      sql`select k.id, null as number, k.full_name as title, k.is_inactive as is_closed, k.email, k.phone,
            k.client_id, c.name as client_name, case when k.is_inactive then 'inactive' else 'active' end as status,
            coalesce('/msp/clients/' || k.client_id, '/msp/clients') as url
          from contacts k left join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
          where k.tenant_id = ${ctx.tenant} and k.id ${among(ids)} and ${ctx.visible('contact.read', 'k')}`,
    );
    return rows.map(({ email, phone, ...card }) => ({ ...card, subtitle: told(card.clientName, email, phone) }));
  },
};

const invoice: Kind = {
  type: 'invoice',
  docs: ['invoice'],
  permission: () => 'invoice.read',
  isPortal: false,
  load: (ctx, ids) =>
    ctx.db.rows<Card>(
      sql`select i.id, i.number_text as number, i.client_name as title, i.state = 'void' as is_closed,
            '/msp/billing/invoices/' || i.id as url, i.state || ' · ' || i.invoice_date::text as subtitle,
            i.client_id, i.client_name, i.state as status
          from invoices i where i.tenant_id = ${ctx.tenant} and i.id ${among(ids)} and ${ctx.visible('invoice.read', 'i')}`,
    ),
};

const contract: Kind = {
  type: 'contract',
  docs: ['contract'],
  permission: () => 'contract.read',
  isPortal: false,
  load: (ctx, ids) =>
    ctx.db.rows<Card>(
      sql`select k.id, null as number, k.name as title, k.status = 'ended' as is_closed, '/msp/contracts/' || k.id as url,
            coalesce(c.name || ' · ', '') || k.status as subtitle,
            k.client_id, c.name as client_name, k.status
          from contracts k left join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
          where k.tenant_id = ${ctx.tenant} and k.id ${among(ids)} and ${ctx.visible('contract.read', 'k')}`,
    ),
};

const portalTicket: Kind = {
  ...ticket,
  permission: () => 'portal_ticket.read_own',
  isPortal: true,
  reach: async (ctx) => {
    const sight = await sightOf(ctx);
    const isOwn = !seesOthers(sight);
    if (!sight.clientId || (isOwn && !ctx.actor.contactId)) return undefined;
    return { clientId: sight.clientId, contactId: isOwn ? ctx.actor.contactId : null };
  },
  load: async (ctx, ids, question) => {
    const sight = await sightOf(ctx);
    const rows = await ctx.db.rows<FlatTicket>(
      sql`select t.id, t.number_text as number, t.title, t.is_closed, s.portal_label as status, null as client_id, null as client_name
          from tickets t join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
          where t.id ${among(ids)} and ${inSight(sight, 't')}
            and ${ticketFlags(ctx, question, sql`t.contact_id = ${ctx.actor.contactId}`)}`,
    );
    return ticketCards(ctx, rows, '/client-portal/tickets/');
  },
};

const portalInvoice: Kind = {
  ...invoice,
  permission: () => 'portal_billing.read',
  isPortal: true,
  load: (ctx, ids) =>
    ctx.db.rows<Card>(
      sql`select i.id, i.number_text as number, i.client_name as title, false as is_closed,
            '/client-portal/invoices/' || i.id as url, i.invoice_date::text as subtitle,
            null as client_id, null as client_name, i.state as status
          from invoices i where i.tenant_id = ${ctx.tenant} and i.id ${among(ids)} and i.state = 'final'
            and ${ctx.visible('portal_billing.read', 'i')}`,
    ),
};

export const staffKinds: readonly Kind[] = [ticket, client, contact, invoice, contract];
export const portalKinds: readonly Kind[] = [portalTicket, portalInvoice];
