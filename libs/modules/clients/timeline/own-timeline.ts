import { fillServerSlot, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { answerTimeline, partyTimeline, type TimelineQuestion } from './slot';

/** What this room itself tells: interactions, and how the record came about and changed. */
export const ownTimeline = fillServerSlot(partyTimeline, async (ctx, question) => [
  ...(await answerTimeline(ctx, question, 'interaction', 'interaction.read', interactionsOf(ctx, question))),
  ...(await answerTimeline(
    ctx,
    question,
    'change',
    question.party === 'client' ? 'client.read' : 'contact.read',
    question.party === 'client' ? changesOfClient(ctx, question) : changesOfContact(ctx, question),
  )),
]);

const interactionsOf = (ctx: ReadCtx, { party, ids }: TimelineQuestion): Sql =>
  sql`select i.id::text as id, 'interaction.' || i.status as event, i.start_at as at, i.title, null as href, u.name as who,
        jsonb_strip_nulls(jsonb_build_object('id', i.id, 'type', y.name, 'minutes', i.duration_minutes::text,
          'contact', ${party === 'client' ? sql`k.full_name` : sql`null::text`}, 'client', ${party === 'contact' ? sql`c.name` : sql`null::text`},
          'shared', case when i.visibility = 'shared' then 'yes' end, 'body', nullif(left(i.body, 300), ''))) as facts, y.icon
      from interactions i join interaction_types y on y.tenant_id = i.tenant_id and y.id = i.type_id
        left join users u on u.tenant_id = i.tenant_id and u.id = i.user_id
        left join contacts k on k.tenant_id = i.tenant_id and k.id = i.contact_id
        left join clients c on c.tenant_id = i.tenant_id and c.id = i.client_id
      where i.tenant_id = ${ctx.tenant} and ${ctx.visible('interaction.read', 'i')}
        and ${party === 'client' ? sql`i.client_id` : sql`i.contact_id`} in ${ids}`;

const use = sql`when l.after ->> 'isInactive' = 'true' then 'deactivated' when l.after ->> 'isInactive' = 'false' then 'activated'`;

/** A merge as the one that stays tells of it, or the merged one after it was taken back. */
const merging = (record: Sql): Sql =>
  sql`when l.after ? 'mergedIntoId' then case when l.after ->> 'mergedIntoId' is null then 'unmerged'
        when ${record}.merged_into_id is null then 'merged_away' else 'merged' end`;

const changesOfClient = (ctx: ReadCtx, { ids }: TimelineQuestion): Sql =>
  sql`select l.id::text as id, 'client.' || case when l.before is null then 'created' ${merging(sql`c`)} ${use}
          when l.after ? 'lifecycle' then 'lifecycle' when l.after ? 'name' then 'renamed' else 'notes' end as event,
        l.at, case when l.after ? 'name' then l.after ->> 'name' else c.name end as title, null as href, l.actor_name as who,
        jsonb_strip_nulls(jsonb_build_object('before', coalesce(l.before ->> 'lifecycle', l.before ->> 'name'), 'after', l.after ->> 'lifecycle',
          'body', case when l.before is not null then nullif(left(l.after ->> 'notes', 300), '') end)) as facts, null as icon
      from audit_log l join clients c on c.tenant_id = l.tenant_id and c.id = l.subject_id
      where l.tenant_id = ${ctx.tenant} and l.subject = 'clients' and l.subject_id in ${ids}
        and (l.before is null or l.after ?| array['mergedIntoId', 'isInactive', 'lifecycle', 'name', 'notes'])
        and ${ctx.visible('client.read', 'c')}
      ${
        ctx.can('contact.read')
          ? sql`union all
      select k.id::text, 'contact.added', k.created_at, k.full_name, '/msp/contacts/' || k.id, null, '{}', null
      from contacts k where k.tenant_id = ${ctx.tenant} and k.client_id in ${ids} and k.merged_into_id is null
        and ${ctx.visible('contact.read', 'k')}`
          : sql``
      }`;

const changesOfContact = (ctx: ReadCtx, { ids }: TimelineQuestion): Sql =>
  sql`select l.id::text as id, 'contact.' || case when l.before is null then 'created' ${merging(sql`k`)} ${use}
          when l.after ->> 'isVip' = 'true' then 'vip' else 'not_vip' end as event,
        l.at, k.full_name as title, null as href, l.actor_name as who, '{}'::jsonb as facts, null as icon
      from audit_log l join contacts k on k.tenant_id = l.tenant_id and k.id = l.subject_id
      where l.tenant_id = ${ctx.tenant} and l.subject = 'contacts' and l.subject_id in ${ids}
        and (l.before is null or l.after ?| array['mergedIntoId', 'isVip'] or (l.after ? 'isInactive' and not l.after ? 'email'))
        and ${ctx.visible('contact.read', 'k')}`;
