import { defineQuery } from '@kelp/kernel';
import { localDate, toCsvPage, type CsvColumn } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { exportSurveys, type Survey } from '../contract';
import { pageOfSurveys } from './survey-rows';
import { surveyWhere } from './survey-where';

const pageSize = 1000;

const columns: CsvColumn<Survey>[] = [
  { header: 'Sent', value: ({ sentAt }) => sentAt },
  { header: 'Survey', value: ({ template }) => template.name },
  { header: 'Ticket', value: ({ ticket }) => ticket?.number },
  { header: 'Title', value: ({ ticket }) => ticket?.title },
  { header: 'Client', value: ({ client }) => client?.name },
  { header: 'Contact', value: ({ contact }) => contact?.name },
  { header: 'Technician', value: ({ technician }) => technician?.name },
  { header: 'Answered', value: ({ answer }) => answer?.answeredAt },
  { header: 'Kind', value: ({ answer }) => answer?.kind },
  { header: 'Rating', value: ({ answer }) => answer?.rating },
  { header: 'Score', value: ({ answer }) => answer?.score },
  { header: 'Verdict', value: ({ answer }) => answer?.verdict },
  {
    header: 'Further questions',
    value: ({ answer }) => answer?.further.map(({ question, rating }) => `${question} ${rating}`).join('; '),
  },
  { header: 'Comment', value: ({ answer }) => answer?.comment },
  { header: 'May be quoted', value: ({ answer }) => (answer ? (answer.mayQuote ? 'yes' : 'no') : '') },
  { header: 'Follow-up', value: ({ answer }) => answer?.followUp?.state },
  { header: 'Follow-up by', value: ({ answer }) => answer?.followUp?.user?.name },
  { header: 'Follow-up note', value: ({ answer }) => answer?.followUp?.note },
];

/** The list as CSV, formulas made harmless. Instants are UTC. */
export const exportSurveysQuery = defineQuery(exportSurveys, {
  permission: 'survey.read_responses',
  run: async (ctx, { after, ...filter }) => {
    const [page, { zone }, now] = await Promise.all([
      pageOfSurveys(ctx, surveyWhere(ctx, filter), { after, limit: pageSize }),
      readTenant(ctx),
      ctx.time(),
    ]);
    return {
      filename: `surveys-${localDate(now, zone)}.csv`,
      csv: toCsvPage(page.rows, columns, !after),
      next: page.next,
    };
  },
});
