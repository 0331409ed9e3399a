import { contract, idOf, lineOfText, z } from '@kelp/kernel/contract';

export const triggerKinds = ['ticket_closed', 'interval'] as const;

/** What a ticket must be for its closing to invite; an empty list asks for nothing. */
export const surveyConditions = z.object({
  boardIds: z.array(idOf('board')).max(100).default([]),
  statusIds: z.array(idOf('status')).max(100).default([]),
  priorityIds: z.array(idOf('priority')).max(100).default([]),
  /** The client carries one of these tags. */
  clientTagIds: z.array(idOf('tag')).max(100).default([]),
});
export type SurveyConditions = z.output<typeof surveyConditions>;

const reference = z.object({ id: z.uuid(), name: z.string() });

const trigger = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(triggerKinds),
  /** Null: the default template. */
  template: reference.nullable(),
  conditions: surveyConditions,
  /** A contact gets no survey of any trigger within so many days of the last one; 0: always. */
  throttleDays: z.number(),
  /** Of an interval: the days from one survey to the next of the same contact. */
  everyDays: z.number().nullable(),
  /** Of an interval: whom it asks. */
  contacts: z.array(reference),
  position: z.number(),
  isActive: z.boolean(),
  version: z.number(),
});
export type SurveyTrigger = z.output<typeof trigger>;

/** In the order in which they are asked: the first that fits a closed ticket invites. */
export const listSurveyTriggers = contract({
  name: 'survey_trigger.list',
  input: z.object({}),
  output: z.object({ rows: z.array(trigger) }),
});

const given = {
  name: lineOfText(100),
  templateId: idOf('survey template').nullable(),
  conditions: surveyConditions,
  throttleDays: z.number().int().min(0, 'Not less than 0.').max(365, 'At most 365 days.'),
  everyDays: z.number().int().min(1, 'At least one day.').max(730, 'At most 730 days.').nullable(),
  contactIds: z.array(idOf('contact')).max(500, 'At most 500 contacts.'),
  isActive: z.boolean(),
  /** The place among the triggers, from 0. */
  position: z.number().int().min(0).max(10_000),
};

export const createSurveyTrigger = contract({
  name: 'survey_trigger.create',
  input: z.object({
    name: given.name,
    kind: z.enum(triggerKinds),
    templateId: given.templateId.default(null),
    conditions: given.conditions.default({ boardIds: [], statusIds: [], priorityIds: [], clientTagIds: [] }),
    throttleDays: given.throttleDays.default(7),
    everyDays: given.everyDays.default(null),
    contactIds: given.contactIds.default([]),
    isActive: given.isActive.default(true),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const updateSurveyTrigger = contract({
  name: 'survey_trigger.update',
  input: z.object({
    id: idOf('survey trigger'),
    version: z.number().int(),
    ...z.object(given).partial().shape,
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteSurveyTrigger = contract({
  name: 'survey_trigger.delete',
  input: z.object({ id: idOf('survey trigger') }),
  output: z.object({ id: z.uuid() }),
});
