import { contract, idOf, lineOfText, longText, z } from '@kelp/kernel/contract';
import { scope } from './macros';

const shortcut = z
  .string()
  .trim()
  .regex(/^;[a-z0-9-]{1,30}$/, 'A shortcut begins with ; and has small letters, digits and dashes, like ;thanks.');
const body = longText(50_000).refine((text) => text.trim().length > 0, 'Write the text.');

export const cannedTextRow = z.object({
  id: z.uuid(),
  name: z.string(),
  shortcut: z.string(),
  body: z.string(),
  scope,
  teamId: z.uuid().nullable(),
  mayChange: z.boolean(),
  version: z.number(),
});
export type CannedTextRow = z.output<typeof cannedTextRow>;

/** The texts that the reader may insert: own ones first, then a team's, then everybody's. */
export const listCannedTexts = contract({
  name: 'canned_text.list',
  input: z.object({}),
  output: z.object({ rows: z.array(cannedTextRow) }),
});

/** The text as it goes into a ticket's reply: places such as {{contact.name}} are filled in. */
export const renderCannedText = contract({
  name: 'canned_text.render',
  input: z.object({ id: idOf('canned text'), ticketId: idOf('ticket') }),
  output: z.object({ text: z.string() }),
});

export const createCannedText = contract({
  name: 'canned_text.create',
  input: z.object({ name: lineOfText(), shortcut, body, scope, teamId: idOf('team').nullish() }),
  output: z.object({ id: z.uuid() }),
});

export const updateCannedText = contract({
  name: 'canned_text.update',
  input: z.object({
    id: idOf('canned text'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    shortcut: shortcut.optional(),
    body: body.optional(),
    scope: scope.optional(),
    teamId: idOf('team').nullish(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteCannedText = contract({
  name: 'canned_text.delete',
  input: z.object({ id: idOf('canned text') }),
  output: z.object({ id: z.uuid() }),
});
