import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { tickets } from '@kelp/tickets';
import { listTicketSurveys } from '../contract';
import { pageOfSurveys } from './survey-rows';
import { surveyWhere } from './survey-where';

/** More a ticket is hardly closed. */
const most = 20;

/** What the contact of a ticket was asked and answered. Whoever may not read all answers sees those about their own work. */
export const listTicketSurveysQuery = defineQuery(listTicketSurveys, {
  permission: 'ticket.read',
  run: async (ctx, { ticketId }) => {
    ctx.assertVisible('ticket.read', await ctx.db.get(tickets, ticketId), tickets.noun);
    const mayAll = ctx.can('survey.read_responses');
    const me = ctx.actor.id;
    const own = mayAll ? sql`true` : sql`(i.user_id = ${me} or r.follow_up_user_id = ${me})`;
    const where = sql`${surveyWhere(ctx, {})} and i.ticket_id = ${ticketId} and ${own}`;
    const { rows } = await pageOfSurveys(ctx, where, { limit: most });
    return {
      rows: rows.map((row) => {
        const followUp = row.answer?.followUp;
        const isMine = mayAll || (me !== null && followUp?.user?.id === me);
        return { ...row, mayFollowUp: followUp?.state === 'open' && isMine && ctx.can('ticket.update') };
      }),
    };
  },
});
