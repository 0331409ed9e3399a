import { readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { Survey } from '../contract';
import { surveysWithAnswers } from './survey-where';

type Flat = Omit<Survey, 'ticket' | 'answer'> & {
  ticket: { id: string; title: string } | null;
  number: string | null;
  answer: (Omit<NonNullable<Survey['answer']>, 'answeredAt' | 'changedAt' | 'followUp'> & { isThere: true }) | null;
  answeredAt: Date | null;
  changedAt: Date | null;
  followUp: Omit<NonNullable<NonNullable<Survey['answer']>['followUp']>, 'doneAt'> | null;
  doneAt: Date | null;
};

const named = (id: Sql, name: Sql): Sql =>
  sql`case when ${id} is not null then jsonb_build_object('id', ${id}, 'name', ${name}) end`;

const columns = sql`i.id, i.created_at as sent_at, i.expires_at, t.number_text as number, r.answered_at, r.changed_at, r.follow_up_done_at as done_at,
  jsonb_build_object('id', m.id, 'name', m.name) as template,
  case when t.id is not null then jsonb_build_object('id', t.id, 'title', t.title) end as ticket,
  ${named(sql`c.id`, sql`c.name`)} as client, ${named(sql`k.id`, sql`k.full_name`)} as contact, ${named(sql`u.id`, sql`u.name`)} as technician,
  case when r.id is not null then jsonb_build_object('kind', r.kind, 'rating', r.rating, 'score', r.score, 'verdict', r.verdict,
    'further', r.further, 'comment', r.comment, 'mayQuote', r.may_quote, 'isConfirmed', r.is_confirmed) end as answer,
  case when r.follow_up_state is not null then jsonb_build_object('state', r.follow_up_state, 'user', ${named(sql`f.id`, sql`f.name`)},
    'note', r.follow_up_note, 'doneBy', ${named(sql`d.id`, sql`d.name`)}) end as follow_up`;

const people = sql`left join clients c on c.tenant_id = i.tenant_id and c.id = i.client_id
  left join contacts k on k.tenant_id = i.tenant_id and k.id = i.contact_id
  left join users u on u.tenant_id = i.tenant_id and u.id = i.user_id
  left join users f on f.tenant_id = r.tenant_id and f.id = r.follow_up_user_id
  left join users d on d.tenant_id = r.tenant_id and d.id = r.follow_up_done_by`;

function toSurvey({ ticket, number, answer, answeredAt, changedAt, followUp, doneAt, ...row }: Flat): Survey {
  return {
    ...row,
    ticket: ticket && { ...ticket, number: number ?? '' },
    answer:
      answer && answeredAt ? { ...answer, answeredAt, changedAt, followUp: followUp && { ...followUp, doneAt } } : null,
  };
}

/** Surveys that fit, the newest first, after a cursor. One more than a page tells whether there are more. */
export async function pageOfSurveys(
  ctx: ReadCtx,
  where: Sql,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: Survey[]; next: string | null }> {
  const [at, id] = (readCursor(after, ['string', 'string']) ?? []) as string[];
  const beyond = at ? sql`and (i.created_at, i.id) < (${at}::timestamptz, ${id}::uuid)` : sql``;
  const rows = await ctx.db.rows<Flat & { exact: string }>(
    sql`select ${columns}, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact
          ${surveysWithAnswers} ${people} where ${where} ${beyond} order by i.created_at desc, i.id desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ exact: _place, ...row }) => toSurvey(row)),
    next: rows.length > limit && last ? writeCursor([last.exact, last.id]) : null,
  };
}
