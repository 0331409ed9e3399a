import {
  answerTimeline,
  clientDependents,
  clientMerge,
  contactMerge,
  countDependents,
  movedRows,
  partyTimeline,
  type TimelineQuestion,
} from '@kelp/clients';
import { fillServerSlot, type ReadCtx } from '@kelp/kernel';
import { join, sql, type Sql } from '@kelp/platform/db';
import { ratingsOf, ratingText, surveyKinds } from './domain/scales';
import { surveyInvitations, surveyTriggerContacts } from './tables';

const permission = 'survey.read_responses';
const survey = { table: surveyInvitations, one: 'survey', other: 'surveys', permission };

/** What this room keeps of clients and contacts: it is counted before one is deleted, goes along when two become one, and stands in their timeline. */
export const partyFillings = [
  fillServerSlot(clientDependents, (ctx, { clientId }) =>
    countDependents(ctx, clientId, [
      {
        table: surveyInvitations.name,
        one: 'survey',
        other: 'surveys',
        href: `/msp/surveys?client=${clientId}&period=year`,
        permission,
      },
    ]),
  ),
  fillServerSlot(clientMerge, (ctx, question) => movedRows(ctx, question, [{ ...survey, field: 'clientId' }])),
  fillServerSlot(contactMerge, (ctx, question) =>
    movedRows(ctx, question, [
      { ...survey, field: 'contactId' },
      {
        table: surveyTriggerContacts,
        field: 'contactId',
        one: 'survey by interval',
        other: 'surveys by interval',
        permission: 'survey.read',
        once: ['triggerId'],
        href: '/msp/settings/surveys',
      },
    ]),
  ),
  fillServerSlot(partyTimeline, (ctx, question) =>
    answerTimeline(ctx, question, 'survey', permission, answered(ctx, question)),
  ),
];

/** The words of `ratingText` for each rating of each kind. */
const ratingWords: Sql = sql`case r.kind || ' ' || r.rating ${join(
  surveyKinds.flatMap((kind) =>
    ratingsOf(kind).map((rating) => sql`when ${`${kind} ${rating}`} then ${ratingText(kind, rating)}`),
  ),
  sql` `,
)} end`;

/** A survey was answered, as it stands now. */
const answered = (ctx: ReadCtx, { party, ids }: TimelineQuestion): Sql =>
  sql`select i.id::text as id, 'survey.answered' as event, r.answered_at as at, coalesce(t.title, m.name) as title,
        case when t.id is not null then '/msp/tickets/' || t.id end as href, ${party === 'client' ? sql`k.full_name` : sql`null::text`} as who,
        jsonb_strip_nulls(jsonb_build_object('rating', ${ratingWords}, 'body', nullif(left(r.comment, 300), ''))) as facts, null as icon
      from survey_responses r join survey_invitations i on i.tenant_id = r.tenant_id and i.id = r.invitation_id
        join survey_templates m on m.tenant_id = i.tenant_id and m.id = i.template_id
        left join tickets t on t.tenant_id = i.tenant_id and t.id = i.ticket_id
        left join contacts k on k.tenant_id = i.tenant_id and k.id = i.contact_id
      where r.tenant_id = ${ctx.tenant} and not i.is_test and ${party === 'client' ? sql`i.client_id` : sql`i.contact_id`} in ${ids}`;
