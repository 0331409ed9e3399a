import { abilitiesOf, defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import {
  getPortalRequest,
  getPortalRequestFile,
  listPortalRequests,
  type PortalRequestRow,
} from '../../contract/portal-requests';
import { inSight, sightOf } from '../../visibility/sight';
import { serviceRequestAttachments, serviceRequestSubmissions, type Answer, type ShownPrice } from '../tables';

interface Flat {
  id: string;
  name: string;
  state: PortalRequestRow['state'];
  userId: string;
  requester: string;
  createdAt: Date;
  exact: string;
  ticketId: string | null;
  ticketNumber: string | null;
  statusLabel: string | null;
  isClosed: boolean | null;
}

/** The requests that this person sees, as a condition on `r`: their own, and all of the client for who approves. */
function ownRequests(ctx: ReadCtx): Sql {
  const { clientId, contactId, id } = ctx.actor;
  const mine = sql`(r.user_id = ${id} or r.contact_id = ${contactId})`;
  return sql`r.tenant_id = ${ctx.tenant} and r.client_id = ${clientId} ${
    ctx.can('portal_request.approve') ? sql`` : sql`and ${mine}`
  }`;
}

/** Requests with the ticket that came of them, where this person sees that one. */
async function rowsFrom(ctx: ReadCtx): Promise<Sql> {
  return sql`from service_request_submissions r
    join service_request_versions v on v.tenant_id = r.tenant_id and v.id = r.version_id
    left join contacts k on k.tenant_id = r.tenant_id and k.id = r.contact_id
    join users u on u.tenant_id = r.tenant_id and u.id = r.user_id
    left join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id and ${inSight(await sightOf(ctx), 't')}
    left join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
    left join users d on d.tenant_id = r.tenant_id and d.id = r.decided_by`;
}

const columns = sql`r.id, v.content ->> 'name' as name, r.state, r.user_id, coalesce(k.full_name, u.name) as requester, r.created_at, r.created_at::text as exact,
  t.id as ticket_id, t.number_text as ticket_number, s.portal_label as status_label, t.is_closed`;

const toRow = (ctx: ReadCtx, row: Flat): PortalRequestRow => ({
  id: row.id,
  name: row.name,
  state: row.state,
  requester: row.requester,
  isMine: row.userId === ctx.actor.id,
  createdAt: row.createdAt,
  ticket:
    row.ticketId === null
      ? null
      : {
          id: row.ticketId,
          number: row.ticketNumber ?? '',
          status: { label: row.statusLabel ?? '', isClosed: row.isClosed ?? false },
        },
});

/** What was asked for, the newest first, keyset paged; only what waits where that was asked. */
export const listPortalRequestsQuery = defineQuery(listPortalRequests, {
  permission: 'portal_request.read',
  run: async (ctx, { waiting, after, limit }) => {
    const cursor = readCursor(after, ['string', 'string']);
    const from = await rowsFrom(ctx);
    const rows = await ctx.db.rows<Flat>(
      sql`select ${columns} ${from} where ${ownRequests(ctx)} ${waiting ? sql`and r.state = 'submitted'` : sql``}
            ${cursor ? sql`and (r.created_at, r.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
          order by r.created_at desc, r.id desc limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => toRow(ctx, row)),
      next: rows.length > limit && last ? writeCursor([last.exact, last.id]) : null,
      seesCompany: ctx.can('portal_request.approve'),
    };
  },
});

interface Whole extends Flat {
  answers: Answer[];
  price: ShownPrice | null;
  decider: string | null;
  decidedAt: Date | null;
  reason: string;
}

/** One request with its answers as they were given. */
export const getPortalRequestQuery = defineQuery(getPortalRequest, {
  permission: 'portal_request.read',
  run: async (ctx, { id }) => {
    const from = await rowsFrom(ctx);
    const row = await ctx.db.maybe<Whole>(
      sql`select ${columns}, r.answers, r.price, d.name as decider, r.decided_at, r.reason ${from}
          where ${ownRequests(ctx)} and r.id = ${id}`,
    );
    if (!row) throw notFound(serviceRequestSubmissions.noun);
    const files = await ctx.db.list(serviceRequestAttachments, { serviceRequestId: id }, { orderBy: 'id' });
    const shown = toRow(ctx, row);
    const acts = row.state === 'submitted' ? abilitiesOf(ctx, ['portal_request.approve']) : [];
    return {
      ...shown,
      answers: row.answers.map(({ label, words }) => ({ label, words })),
      price: row.price,
      files: files.map((file) => ({ ...file, size: Number(file.size) })),
      decidedBy: row.decider,
      decidedAt: row.decidedAt,
      reason: row.reason,
      abilities: shown.isMine && row.state === 'submitted' ? [...acts, 'portal_request.withdraw'] : acts,
    };
  },
});

/** Where the bytes of a file of a request are; the file door streams them. */
export const getPortalRequestFileQuery = defineQuery(getPortalRequestFile, {
  permission: 'portal_request.read',
  run: async (ctx, { id }) => {
    const file = await ctx.db.maybe<{ filename: string; contentType: string; size: bigint; storageKey: string }>(
      sql`select a.filename, a.content_type, a.size, a.storage_key from service_request_attachments a
          join service_request_submissions r on r.tenant_id = a.tenant_id and r.id = a.service_request_id
          where a.id = ${id} and ${ownRequests(ctx)}`,
    );
    if (!file) throw notFound(serviceRequestAttachments.noun);
    return { ...file, size: Number(file.size) };
  },
});
