import { defineAction } from '@kelp/kernel';
import { forbidden, refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { finishFollowUp } from '../contract';
import { surveyInvitations, surveyResponses } from '../tables';

/** Done by whom it waits for, or by somebody who may read all answers. The note stays beside the answer. */
export const finishFollowUpAction = defineAction(finishFollowUp, {
  permission: 'ticket.update',
  run: async (ctx, { id, note }) => {
    const { ticketId } = await ctx.db.lock(surveyInvitations, id);
    const response = await ctx.db.find(surveyResponses, { invitationId: id });
    const isOwn = response?.followUpUserId !== null && response?.followUpUserId === ctx.actor.id;
    if (!isOwn && !ctx.can('survey.read_responses')) throw forbidden('survey.read_responses');
    if (response?.followUpState !== 'open')
      throw refused('survey.no_follow_up', 'No follow-up is open here. Somebody may have finished it meanwhile.');
    await ctx.db.update(surveyResponses, response.id, {
      followUpState: 'done',
      followUpNote: note,
      followUpDoneAt: ctx.now(),
      followUpDoneBy: ctx.actor.id,
    });
    if (ticketId)
      await recordChange(ctx, {
        action: finishFollowUp.name,
        subject: 'tickets',
        subjectId: ticketId,
        before: { surveyFollowUp: 'open' },
        after: { surveyFollowUp: note ? `done: ${note}` : 'done' },
      });
    ctx.touch('survey');
    ctx.touch('activity');
    return { id };
  },
});
