import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getSurvey, listSurveys } from '../contract';
import { surveyInvitations } from '../tables';
import { pageOfSurveys } from './survey-rows';
import { surveyWhere } from './survey-where';

/** Surveys that were sent, with their answers, the newest first. */
export const listSurveysQuery = defineQuery(listSurveys, {
  permission: 'survey.read_responses',
  run: async (ctx, { after, limit, ...filter }) => {
    const [page, upTo] = await Promise.all([
      pageOfSurveys(ctx, surveyWhere(ctx, filter), { after, limit }),
      ctx.upTo(),
    ]);
    return { ...page, upTo };
  },
});

export const getSurveyQuery = defineQuery(getSurvey, {
  permission: 'survey.read_responses',
  run: async (ctx, { id }) => {
    const { rows } = await pageOfSurveys(ctx, sql`${surveyWhere(ctx, {})} and i.id = ${id}`, { limit: 1 });
    if (!rows[0]) throw notFound(surveyInvitations.noun);
    return rows[0];
  },
});
