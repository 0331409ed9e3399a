import { clientDependents, clientMerge, contactMerge, countDependents, movedRows } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';
import { surveyInvitations, surveyTriggerContacts } from './tables';

const permission = 'survey.read_responses';
const survey = { table: surveyInvitations, one: 'survey', other: 'surveys', permission };

/** What this room keeps of clients and contacts: it is counted before one is deleted, and goes along when two become one. */
export const partyFillings = [
  fillServerSlot(clientDependents, (ctx, { clientId }) =>
    countDependents(ctx, clientId, [
      {
        table: surveyInvitations.name,
        one: 'survey',
        other: 'surveys',
        href: `/msp/surveys?client=${clientId}&period=year`,
        permission,
      },
    ]),
  ),
  fillServerSlot(clientMerge, (ctx, question) => movedRows(ctx, question, [{ ...survey, field: 'clientId' }])),
  fillServerSlot(contactMerge, (ctx, question) =>
    movedRows(ctx, question, [
      { ...survey, field: 'contactId' },
      {
        table: surveyTriggerContacts,
        field: 'contactId',
        one: 'survey by interval',
        other: 'surveys by interval',
        permission: 'survey.read',
        once: ['triggerId'],
        href: '/msp/settings/surveys',
      },
    ]),
  ),
];
