import {
  abilities,
  contract,
  idOf,
  instant,
  lineOfText,
  localDate,
  longText,
  pageOf,
  paging,
  z,
} from '@kelp/kernel/contract';

/** Signs that a type can have; each is drawn beside its name, never instead of it. */
export const interactionIcons = [
  'phone',
  'mail',
  'users',
  'video',
  'map-pin',
  'note',
  'message',
  'briefcase',
  'coffee',
  'star',
] as const;
const icon = z.enum(interactionIcons);
export type InteractionIcon = z.output<typeof icon>;

const typeCard = z.object({ id: z.uuid(), name: z.string(), icon, isSystem: z.boolean(), version: z.number() });
export type InteractionTypeCard = z.output<typeof typeCard>;

export const listInteractionTypes = contract({
  name: 'interaction_type.list',
  input: z.object({}),
  output: z.object({ rows: z.array(typeCard), abilities }),
});
export const createInteractionType = contract({
  name: 'interaction_type.create',
  input: z.object({ name: lineOfText(60), icon: icon.default('message') }),
  output: z.object({ id: z.uuid() }),
});
export const updateInteractionType = contract({
  name: 'interaction_type.update',
  input: z.object({
    id: idOf('interaction type'),
    version: z.number().int().optional(),
    name: lineOfText(60).optional(),
    icon: icon.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});
/** All types in their new order. */
export const reorderInteractionTypes = contract({
  name: 'interaction_type.reorder',
  input: z.object({ ids: z.array(idOf('interaction type')).min(1).max(100) }),
  output: z.object({}),
});
export const removeInteractionType = contract({
  name: 'interaction_type.remove',
  input: z.object({ id: idOf('interaction type') }),
  output: z.object({}),
});

const named = z.object({ id: z.uuid(), name: z.string() });
const status = z.enum(['planned', 'in_progress', 'completed', 'cancelled']);
const visibility = z.enum(['internal', 'shared']);
const minutes = z.number().int('Give whole minutes.').min(0).max(100_000, 'At most 100,000 minutes.');

const interactionCard = z.object({
  id: z.uuid(),
  title: z.string(),
  body: z.string(),
  type: z.object({ id: z.uuid(), name: z.string(), icon }),
  client: named.nullable(),
  contact: named.nullable(),
  /** The ticket it belongs to, for those who may see it. */
  ticket: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  user: named.nullable(),
  status,
  startAt: instant,
  endAt: instant.nullable(),
  minutes: z.number().nullable(),
  visibility,
  /** Minutes that were logged as a time entry for it, for those who may see time; null for none. */
  loggedMinutes: z.number().nullable(),
  version: z.number(),
});
export type InteractionCard = z.output<typeof interactionCard>;

export const listInteractions = contract({
  name: 'interaction.list',
  input: z.object({
    clientId: idOf('client').optional(),
    contactId: idOf('contact').optional(),
    ticketId: idOf('ticket').optional(),
    typeId: idOf('interaction type').optional(),
    userId: idOf('user').optional(),
    status: status.optional(),
    /** Days of the workspace's zone on which it began, the last one included. */
    from: localDate.optional(),
    to: localDate.optional(),
    /** A part of the title. */
    search: z.string().max(200).optional(),
    ...paging,
  }),
  output: pageOf(interactionCard).extend({ abilities }),
});

export const getInteraction = contract({
  name: 'interaction.get',
  input: z.object({ id: idOf('interaction') }),
  output: interactionCard.extend({ abilities }),
});

const facts = {
  title: lineOfText(300),
  body: longText(20_000),
  status,
  visibility,
  startAt: instant,
  endAt: instant.nullable(),
  /** Given without an end; with an end it is the span between. */
  minutes: minutes.nullable(),
};
const whom = {
  clientId: idOf('client').nullish(),
  contactId: idOf('contact').nullish(),
  /** Brings its client and contact along where none are given. */
  ticketId: idOf('ticket').nullish(),
};
const made = z.object({ id: z.uuid(), version: z.number() });

export const createInteraction = contract({
  name: 'interaction.create',
  input: z.object({
    typeId: idOf('interaction type'),
    ...z.object(facts).partial().extend({ title: facts.title }).shape,
    ...whom,
  }),
  output: made,
});

/** One line such as `call 10m the printer again`: type and duration are read from it. */
export const logInteraction = contract({
  name: 'interaction.log',
  input: z.object({ line: lineOfText(400), visibility: visibility.default('internal'), ...whom }),
  output: made,
});

export const updateInteraction = contract({
  name: 'interaction.update',
  input: z.object({
    id: idOf('interaction'),
    version: z.number().int().optional(),
    typeId: idOf('interaction type').optional(),
    ...z.object(facts).partial().shape,
    ...whom,
  }),
  output: made,
});

export const deleteInteraction = contract({
  name: 'interaction.delete',
  input: z.object({ id: idOf('interaction'), version: z.number().int().optional() }),
  output: z.object({}),
});
