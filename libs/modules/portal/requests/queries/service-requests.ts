import { abilitiesOf, defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getServiceRequest, listServiceRequests, type ServiceRequest } from '../../contract/service-requests';
import { serviceRequestsOfTicket } from '../../contract/staff-requests';
import { serviceRequestAttachments, serviceRequestSubmissions, type Answer, type ShownPrice } from '../tables';

type Flat = Omit<ServiceRequest, 'client' | 'ticket'> & {
  clientId: string;
  clientName: string;
  ticketId: string | null;
  ticketNumber: string | null;
  exact: string;
  definitionId: string;
  versionNumber: number;
  answers: Answer[];
  price: ShownPrice | null;
};

const select = sql`select r.id, v.content ->> 'name' as name, r.state, r.client_id, c.name as client_name, coalesce(k.full_name, u.name) as requester,
    case when u.type = 'internal' then u.name end as entered_by,
    r.created_at, r.created_at::text as exact, d.name as decided_by, r.decided_at, r.reason, t.id as ticket_id, t.number_text as ticket_number,
    r.definition_id, v.number as version_number, r.answers, r.price
  from service_request_submissions r
  join service_request_versions v on v.tenant_id = r.tenant_id and v.id = r.version_id
  join clients c on c.tenant_id = r.tenant_id and c.id = r.client_id
  left join contacts k on k.tenant_id = r.tenant_id and k.id = r.contact_id
  join users u on u.tenant_id = r.tenant_id and u.id = r.user_id
  left join users d on d.tenant_id = r.tenant_id and d.id = r.decided_by
  left join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id`;

const toRequest = (row: Flat): ServiceRequest => ({
  id: row.id,
  name: row.name,
  state: row.state,
  client: { id: row.clientId, name: row.clientName },
  requester: row.requester,
  enteredBy: row.enteredBy,
  createdAt: row.createdAt,
  decidedBy: row.decidedBy,
  decidedAt: row.decidedAt,
  reason: row.reason,
  ticket: row.ticketId === null ? null : { id: row.ticketId, number: row.ticketNumber ?? '' },
});

const answersOf = ({ answers }: Flat) => answers.map(({ key, label, words }) => ({ key, label, words }));

const mayDecide = (ctx: ReadCtx) => abilitiesOf(ctx, ['service_request.decide']);

/** What clients asked for, the newest first, keyset paged. */
export const listServiceRequestsQuery = defineQuery(listServiceRequests, {
  permission: 'service_request.read',
  run: async (ctx, { state, clientId, definitionId, after, limit }) => {
    const cursor = readCursor(after, ['string', 'string']);
    const narrower = (column: Sql, value: string | undefined) => (value ? sql`and ${column} = ${value}` : sql``);
    const rows = await ctx.db.rows<Flat>(
      sql`${select} where r.tenant_id = ${ctx.tenant} ${narrower(sql`r.state`, state)} ${narrower(sql`r.client_id`, clientId)}
              ${narrower(sql`r.definition_id`, definitionId)}
              ${cursor ? sql`and (r.created_at, r.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
            order by r.created_at desc, r.id desc limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map(toRequest),
      next: rows.length > limit && last ? writeCursor([last.exact, last.id]) : null,
      abilities: mayDecide(ctx),
    };
  },
});

/** One request with its answers, by the version of the form by which it was asked. */
export const getServiceRequestQuery = defineQuery(getServiceRequest, {
  permission: 'service_request.read',
  run: async (ctx, { id }) => {
    const [row, files] = await Promise.all([
      ctx.db.maybe<Flat>(sql`${select} where r.tenant_id = ${ctx.tenant} and r.id = ${id}`),
      ctx.db.list(serviceRequestAttachments, { serviceRequestId: id }, { orderBy: 'id' }),
    ]);
    if (!row) throw notFound(serviceRequestSubmissions.noun);
    return {
      ...toRequest(row),
      definitionId: row.definitionId,
      versionNumber: row.versionNumber,
      answers: answersOf(row),
      price: row.price,
      files: files.map((file) => ({ ...file, size: Number(file.size) })),
      abilities: row.state === 'submitted' ? mayDecide(ctx) : [],
    };
  },
});

/** What was asked for on a ticket, whoever wrote it, and on those that were merged into it. */
export const serviceRequestsOfTicketQuery = defineQuery(serviceRequestsOfTicket, {
  permission: 'service_request.read',
  run: async (ctx, { ticketId }) => {
    const rows = await ctx.db.rows<Flat>(
      sql`${select} where r.tenant_id = ${ctx.tenant} and (t.id = ${ticketId} or t.merged_into_id = ${ticketId})
            and ${ctx.visible('ticket.read', 't')}
          order by r.created_at limit 20`,
    );
    return {
      rows: rows.map((row) => ({
        ...toRequest(row),
        versionNumber: row.versionNumber,
        answers: answersOf(row),
        price: row.price,
      })),
    };
  },
});
