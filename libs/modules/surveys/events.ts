import { defineEvent, z } from '@kelp/kernel';
import { verdicts } from './domain/scales';

const of = {
  surveyId: z.uuid(),
  ticketId: z.uuid().nullable(),
  clientId: z.uuid().nullable(),
  contactId: z.uuid().nullable(),
};

export const surveySent = defineEvent('survey.sent', 1, z.object(of));
/** A first answer, or a changed one. */
export const surveyAnswered = defineEvent(
  'survey.answered',
  1,
  z.object({ ...of, rating: z.number().int(), verdict: z.enum(verdicts), isChange: z.boolean() }),
);
/** A low answer waits for somebody; null when nobody was found for it. */
export const surveyFollowUpOpened = defineEvent(
  'survey.follow_up_opened',
  1,
  z.object({ ...of, userId: z.uuid().nullable() }),
);
