import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { invalid, weeksOf } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { getSurveyResults, type SurveyFigures } from '../contract';
import { ratingsOf, surveyKinds, verdictOf, type SurveyKind } from '../domain/scales';
import { surveysWithAnswers, surveyWhere } from './survey-where';

const mostGroups = 200;
const mostWeeks = 160;

/** What surveys that were sent in a period brought: in all, week by week, by rating, client and technician. Follow-ups are counted whatever the period. */
export const getSurveyResultsQuery = defineQuery(getSurveyResults, {
  permission: 'survey.read_responses',
  timeoutMs: 15_000,
  run: async (ctx, input) => {
    if (input.until <= input.from)
      throw invalid('The period ends before it begins. Choose a later end.', { until: 'Choose a later day.' });
    const [upTo, { zone }] = await Promise.all([ctx.upTo(), readTenant(ctx)]);
    const weeks = weeksOf(input, zone, mostWeeks);
    if (weeks.length > mostWeeks) throw invalid('At most three years fit into one report. Choose a shorter period.');
    const where = surveyWhere(ctx, input);
    const { from: _from, until: _until, ...always } = input;
    const [byWeek, distribution, clients, technicians, open] = await Promise.all([
      countWeeks(ctx, where, weeks),
      countRatings(ctx, where),
      countGroups(ctx, where, sql`i.client_id`, sql`clients`),
      countGroups(ctx, where, sql`i.user_id`, sql`users`),
      ctx.db.one<{ count: number }>(
        sql`select count(*)::int as count ${surveysWithAnswers} where ${surveyWhere(ctx, { ...always, followUp: 'open' })}`,
      ),
    ]);
    return { total: sum(byWeek), openFollowUps: open.count, distribution, weeks: byWeek, clients, technicians, upTo };
  },
});

const figures = sql`count(*)::int as sent, count(r.id)::int as answered, count(*) filter (where r.verdict = 'good')::int as good,
  count(*) filter (where r.verdict = 'fair')::int as fair, count(*) filter (where r.verdict = 'poor')::int as poor,
  coalesce(sum(r.score), 0)::int as scores`;

const nothing = (): SurveyFigures => ({ sent: 0, answered: 0, good: 0, fair: 0, poor: 0, scores: 0 });
const names = ['sent', 'answered', 'good', 'fair', 'poor', 'scores'] as const;

const sum = (all: readonly SurveyFigures[]): SurveyFigures =>
  all.reduce((total, one) => {
    for (const name of names) total[name] += one[name];
    return total;
  }, nothing());

async function countWeeks(ctx: ReadCtx, where: Sql, weeks: readonly { from: Date; until: Date }[]) {
  const starts = weeks.map(({ from }) => from.toISOString());
  const rows = await ctx.db.rows<SurveyFigures & { week: number }>(
    sql`select width_bucket(i.created_at, ${starts}::timestamptz[]) as week, ${figures} ${surveysWithAnswers} where ${where} group by 1`,
  );
  return weeks.map((week, at) => {
    const { week: _number, ...counted } = rows.find((row) => row.week === at + 1) ?? { week: 0, ...nothing() };
    return { ...week, ...counted };
  });
}

function countGroups(ctx: ReadCtx, where: Sql, id: Sql, table: Sql) {
  return ctx.db.rows<SurveyFigures & { id: string | null; name: string }>(
    sql`select g.*, coalesce(n.name, '') as name from (
          select ${id} as id, ${figures} ${surveysWithAnswers} where ${where} group by 1) g
        left join ${table} n on n.tenant_id = ${ctx.tenant} and n.id = g.id
        order by g.answered desc, g.sent desc, g.id limit ${mostGroups}`,
  );
}

type Distribution = z.output<typeof getSurveyResults.output>['distribution'];

async function countRatings(ctx: ReadCtx, where: Sql): Promise<Distribution> {
  const rows = await ctx.db.rows<{ kind: SurveyKind; rating: number; count: number }>(
    sql`select r.kind, r.rating, count(*)::int as count ${surveysWithAnswers} where ${where} and r.id is not null group by 1, 2`,
  );
  return surveyKinds.flatMap((kind) => {
    const given = rows.filter((row) => row.kind === kind);
    const all = given.reduce((total, { count }) => total + count, 0);
    if (all === 0) return [];
    const points = given.reduce((total, { rating, count }) => total + rating * count, 0);
    const ratings = ratingsOf(kind).map((rating) => ({
      rating,
      count: given.find((row) => row.rating === rating)?.count ?? 0,
    }));
    return [
      {
        kind,
        average: Math.round((points * 100) / all) / 100,
        nps: kind === 'nps' ? npsOf(ratings, all) : null,
        ratings,
      },
    ];
  });
}

/** Promoters less detractors in percent. */
function npsOf(ratings: readonly { rating: number; count: number }[], all: number): number {
  const net = ratings.reduce((total, { rating, count }) => {
    const verdict = verdictOf('nps', rating);
    return total + (verdict === 'good' ? count : verdict === 'poor' ? -count : 0);
  }, 0);
  return Math.round((net * 100) / all);
}
