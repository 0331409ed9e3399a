import type { Samples } from '@kelp/testing';
import { shippedTexts } from './domain/shipped-texts';
import { surveyInvitations, surveyResponses, surveyTemplates, surveyTriggerContacts, surveyTriggers } from './tables';

const period = { from: '2026-01-01T00:00:00Z', until: '2026-04-01T00:00:00Z' };
const conditions = (ids: Record<string, string>) => ({
  boardIds: [ids['board']],
  statusIds: [ids['status']],
  priorityIds: [ids['priority']],
  clientTagIds: [ids['tag']],
});

export const samples: Samples = {
  make: async (ctx, ids) => {
    const template = await ctx.db.insert(surveyTemplates, { name: 'Sample', kind: 'nps', texts: shippedTexts('nps') });
    const none = { boardIds: [], statusIds: [], priorityIds: [], clientTagIds: [] };
    const trigger = await ctx.db.insert(surveyTriggers, {
      name: 'Every half year',
      kind: 'interval',
      everyDays: 180,
      conditions: none,
      templateId: template.id,
      isActive: false,
    });
    const contactId = ids['contact'] ?? '';
    await ctx.db.insert(surveyTriggerContacts, { triggerId: trigger.id, contactId });
    const survey = await ctx.db.insert(surveyInvitations, {
      templateId: template.id,
      triggerId: trigger.id,
      ticketId: ids['ticket'],
      clientId: ids['client'],
      contactId,
      userId: ids['user'],
      tokenHash: `sample-${ctx.tenant}`,
      expiresAt: new Date(ctx.now().getTime() + 86_400_000),
    });
    const answer = await ctx.db.insert(surveyResponses, {
      invitationId: survey.id,
      kind: 'nps',
      rating: 3,
      score: 30,
      verdict: 'poor',
      answeredAt: ctx.now(),
      followUpState: 'open',
      followUpUserId: ids['user'],
    });
    // One that nothing was sent by yet, so that it may be deleted.
    const spare = await ctx.db.insert(surveyTemplates, {
      name: 'Spare',
      kind: 'thumbs',
      texts: shippedTexts('thumbs'),
    });
    return { 'survey template': spare.id, 'survey trigger': trigger.id, survey: survey.id, answer: answer.id };
  },
  inputs: {
    'survey_template.list': () => ({}),
    'survey_template.get': (ids) => ({ id: ids['survey template'] }),
    'survey_template.create': () => ({ name: 'New', kind: 'effort', texts: shippedTexts('effort'), followUpAt: 3 }),
    'survey_template.update': (ids) => ({ id: ids['survey template'], version: 1, name: 'Renamed' }),
    'survey_template.delete': (ids) => ({ id: ids['survey template'] }),
    'survey_template.test': (ids) => ({ id: ids['survey template'], language: 'de' }),
    'survey_trigger.list': () => ({}),
    'survey_trigger.create': (ids) => ({
      name: 'Closed',
      kind: 'ticket_closed',
      templateId: ids['survey template'],
      conditions: conditions(ids),
    }),
    'survey_trigger.update': (ids) => ({
      id: ids['survey trigger'],
      version: 1,
      templateId: ids['survey template'],
      conditions: conditions(ids),
      contactIds: [ids['contact']],
      position: 0,
    }),
    'survey_trigger.delete': (ids) => ({ id: ids['survey trigger'] }),
    'survey.list': (ids) => ({
      clientId: ids['client'],
      contactId: ids['contact'],
      technicianId: ids['user'],
      boardId: ids['board'],
      templateId: ids['survey template'],
    }),
    'survey.get': (ids) => ({ id: ids['survey'] }),
    'survey.export': (ids) => ({
      clientId: ids['client'],
      contactId: ids['contact'],
      technicianId: ids['user'],
      boardId: ids['board'],
      templateId: ids['survey template'],
    }),
    'survey.results': (ids) => ({
      ...period,
      clientId: ids['client'],
      technicianId: ids['user'],
      boardId: ids['board'],
      templateId: ids['survey template'],
    }),
    'survey.of_ticket': (ids) => ({ ticketId: ids['ticket'] }),
    'survey.finish_follow_up': (ids) => ({ id: ids['survey'], note: 'Called Amy.' }),
  },
};
