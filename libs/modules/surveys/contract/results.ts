import { contract, csvPage, idOf, instant, pageOf, paging, z } from '@kelp/kernel/contract';
import { surveyKinds, verdicts } from '../domain/scales';

const reference = z.object({ id: z.uuid(), name: z.string() });
const verdict = z.enum(verdicts);

export const followUpStates = ['open', 'done'] as const;

const answer = z.object({
  kind: z.enum(surveyKinds),
  rating: z.number(),
  /** 0, the worst, to 100. */
  score: z.number(),
  verdict,
  /** The further questions of the template with their ratings, as far as they were answered. */
  further: z.array(z.object({ question: z.string(), rating: z.number() })),
  comment: z.string(),
  /** The client lets the answer be quoted in public. */
  mayQuote: z.boolean(),
  /** False: it came by the one click in the mail, and nothing more was said since. */
  isConfirmed: z.boolean(),
  answeredAt: instant,
  changedAt: instant.nullable(),
  followUp: z
    .object({
      state: z.enum(followUpStates),
      user: reference.nullable(),
      note: z.string(),
      doneAt: instant.nullable(),
      doneBy: reference.nullable(),
    })
    .nullable(),
});

/** One survey that was sent, with its answer. */
const survey = z.object({
  id: z.uuid(),
  template: reference,
  ticket: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  client: reference.nullable(),
  contact: reference.nullable(),
  /** Who had the ticket when it was closed. */
  technician: reference.nullable(),
  sentAt: instant,
  expiresAt: instant,
  answer: answer.nullable(),
});
export type Survey = z.output<typeof survey>;

/** Which surveys are meant; by the instant at which they were sent, tests left out. */
export const surveyFilter = {
  /** From this instant on. */
  from: instant.optional(),
  /** Before this instant. */
  until: instant.optional(),
  templateId: idOf('survey template').optional(),
  clientId: idOf('client').optional(),
  /** `none`: those without a technician. */
  technicianId: z.union([idOf('user'), z.literal('none')]).optional(),
  boardId: idOf('board').optional(),
};

const shown = {
  ...surveyFilter,
  contactId: idOf('contact').optional(),
  /** `none`: of no client. */
  clientId: z.union([idOf('client'), z.literal('none')]).optional(),
  outcome: z.enum(['answered', 'unanswered', ...verdicts]).optional(),
  kind: z.enum(surveyKinds).optional(),
  rating: z.number().int().min(0).max(10).optional(),
  followUp: z.enum(followUpStates).optional(),
  /** Only those with a comment. */
  hasComment: z.boolean().optional(),
};

/** The newest first. */
export const listSurveys = contract({
  name: 'survey.list',
  input: z.object({ ...shown, ...paging }),
  output: pageOf(survey),
});

export const getSurvey = contract({
  name: 'survey.get',
  input: z.object({ id: idOf('survey') }),
  output: survey,
});

export const exportSurveys = contract({
  name: 'survey.export',
  input: z.object({ ...shown, after: paging.after }),
  output: csvPage,
});

/** Surveys of one ticket, for its page: the reader sees answers with the right to read them, or where they had the ticket themselves. */
export const listTicketSurveys = contract({
  name: 'survey.of_ticket',
  input: z.object({ ticketId: idOf('ticket') }),
  output: z.object({ rows: z.array(survey.extend({ mayFollowUp: z.boolean() })) }),
});
export type TicketSurvey = z.output<typeof listTicketSurveys.output>['rows'][number];

/** Counts over surveys. `scores` is the sum of the scores of those answered, 0 to 100 each. */
const figures = z.object({
  sent: z.number(),
  answered: z.number(),
  good: z.number(),
  fair: z.number(),
  poor: z.number(),
  scores: z.number(),
});
export type SurveyFigures = z.output<typeof figures>;

export const getSurveyResults = contract({
  name: 'survey.results',
  input: z.object({ ...surveyFilter, from: instant, until: instant }),
  output: z.object({
    total: figures,
    /** Follow-ups that wait for somebody. */
    openFollowUps: z.number(),
    /** How often each rating was given, by kind, the worst first; kinds without an answer are left out. */
    distribution: z.array(
      z.object({
        kind: z.enum(surveyKinds),
        /** The mean rating with two digits. */
        average: z.number(),
        /** Of NPS: promoters less detractors in percent, from −100 to 100. */
        nps: z.number().nullable(),
        ratings: z.array(z.object({ rating: z.number(), count: z.number() })),
      }),
    ),
    /** Weeks from Monday on the walls of the workspace, cut to the period. */
    weeks: z.array(figures.extend({ from: instant, until: instant })),
    clients: z.array(figures.extend({ id: z.uuid().nullable(), name: z.string() })),
    technicians: z.array(figures.extend({ id: z.uuid().nullable(), name: z.string() })),
    upTo: z.number(),
  }),
});

/** Somebody talked with the client about a low answer. */
export const finishFollowUp = contract({
  name: 'survey.finish_follow_up',
  input: z.object({ id: idOf('survey'), note: z.string().trim().max(2000, 'At most 2000 characters.').default('') }),
  output: z.object({ id: z.uuid() }),
});
