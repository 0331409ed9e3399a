import { mostOfSource, workItems, type WorkItem } from '@kelp/activities';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { ratingText, type SurveyKind } from '../domain/scales';

interface FlatFollowUp {
  id: string;
  kind: SurveyKind;
  rating: number;
  comment: string;
  since: Date;
  ticketId: string | null;
  number: string | null;
  title: string | null;
  who: string | null;
  clientId: string | null;
  clientName: string | null;
}

/** Low answers that somebody is to talk about, until they say on the ticket that it is done. */
export const followUpWork = fillServerSlot(workItems, async (ctx, { userId }) => {
  if (!ctx.can('ticket.read')) return [];
  const rows = await ctx.db.rows<FlatFollowUp>(
    sql`select i.id, r.kind, r.rating, r.comment, r.answered_at as since, i.ticket_id, t.number_text as number, t.title, k.full_name as who, i.client_id,
            c.name as client_name
          from survey_responses r join survey_invitations i on i.tenant_id = r.tenant_id and i.id = r.invitation_id
            left join tickets t on t.tenant_id = i.tenant_id and t.id = i.ticket_id
            left join contacts k on k.tenant_id = i.tenant_id and k.id = i.contact_id
            left join clients c on c.tenant_id = i.tenant_id and c.id = i.client_id
          where r.tenant_id = ${ctx.tenant} and r.follow_up_state = 'open' and r.follow_up_user_id = ${userId}
            and (t.id is null or ${ctx.visible('ticket.read', 't')})
          order by r.answered_at, i.id limit ${mostOfSource}`,
  );
  return rows.map(toItem);
});

const toItem = (row: FlatFollowUp): WorkItem => ({
  kind: 'survey_follow_up',
  id: row.id,
  title: row.title ?? row.who ?? '',
  href: row.ticketId ? `/msp/tickets/${row.ticketId}` : '/msp/surveys?followUp=open',
  number: row.number,
  note: [row.who, ratingText(row.kind, row.rating), row.comment.replace(/\s+/g, ' ').slice(0, 200)]
    .filter(Boolean)
    .join(', '),
  client: row.clientId ? { id: row.clientId, name: row.clientName ?? '' } : null,
  status: null,
  priority: null,
  dueAt: null,
  dueOn: null,
  promisedAt: null,
  turn: 'us',
  wokeAt: null,
  since: row.since,
  acts: [],
  version: null,
});
