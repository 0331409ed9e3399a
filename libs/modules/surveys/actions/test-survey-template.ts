import { users } from '@kelp/identity';
import { defineAction } from '@kelp/kernel';
import { forbidden } from '@kelp/std';
import { testSurveyTemplate } from '../contract';
import { sendSurvey } from '../inviting/send-survey';
import { surveyTemplates } from '../tables';

/** Sends the survey to whoever asks, as a contact would get it. */
export const testSurveyTemplateAction = defineAction(testSurveyTemplate, {
  permission: 'survey.update',
  run: async (ctx, { id, language }) => {
    const template = await ctx.db.get(surveyTemplates, id);
    if (!ctx.actor.id || ctx.actor.userType !== 'internal') throw forbidden('survey.update');
    const person = await ctx.db.get(users, ctx.actor.id);
    await sendSurvey(ctx, template, {
      to: { address: person.email, name: person.name, locale: language },
      userId: person.id,
      isTest: true,
    });
    return { address: person.email };
  },
});
