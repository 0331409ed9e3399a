import type { ReadCtx, z } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import type { exportSurveys, getSurveyResults } from '../contract';

export type SurveyFilter = Partial<z.output<typeof exportSurveys.input> & z.output<typeof getSurveyResults.input>>;

/** Surveys `i` that went out, each with its template `m` and, where there is one, its answer `r` and its ticket `t`. */
export const surveysWithAnswers = sql`from survey_invitations i
  join survey_templates m on m.tenant_id = i.tenant_id and m.id = i.template_id
  left join survey_responses r on r.tenant_id = i.tenant_id and r.invitation_id = i.id
  left join tickets t on t.tenant_id = i.tenant_id and t.id = i.ticket_id`;

const outcomes: Record<NonNullable<SurveyFilter['outcome']>, Sql> = {
  answered: sql`r.id is not null`,
  unanswered: sql`r.id is null`,
  good: sql`r.verdict = 'good'`,
  fair: sql`r.verdict = 'fair'`,
  poor: sql`r.verdict = 'poor'`,
};

const sameOrNone = (column: Sql, id: string): Sql => (id === 'none' ? sql`${column} is null` : sql`${column} = ${id}`);

/** What a filter means over `surveysWithAnswers`; tests never belong to it, nor do tickets that the reader may not see. */
export function surveyWhere(ctx: ReadCtx, filter: SurveyFilter): Sql {
  const parts: Sql[] = [
    sql`i.tenant_id = ${ctx.tenant}`,
    sql`not i.is_test`,
    sql`(t.id is null or ${ctx.visible('ticket.read', 't')})`,
  ];
  if (filter.from) parts.push(sql`i.created_at >= ${filter.from}`);
  if (filter.until) parts.push(sql`i.created_at < ${filter.until}`);
  if (filter.templateId) parts.push(sql`i.template_id = ${filter.templateId}`);
  if (filter.clientId) parts.push(sameOrNone(sql`i.client_id`, filter.clientId));
  if (filter.contactId) parts.push(sql`i.contact_id = ${filter.contactId}`);
  if (filter.technicianId) parts.push(sameOrNone(sql`i.user_id`, filter.technicianId));
  if (filter.boardId) parts.push(sql`t.board_id = ${filter.boardId}`);
  if (filter.outcome) parts.push(outcomes[filter.outcome]);
  if (filter.kind) parts.push(sql`r.kind = ${filter.kind}`);
  if (filter.rating !== undefined) parts.push(sql`r.rating = ${filter.rating}`);
  if (filter.followUp) parts.push(sql`r.follow_up_state = ${filter.followUp}`);
  if (filter.hasComment) parts.push(sql`r.comment <> ''`);
  return and(parts);
}
