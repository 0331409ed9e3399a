import { contract, idOf, lineOfText, z } from '@kelp/kernel/contract';
import { cappedCount } from './tickets';

const audience = z.enum(['mine', 'team', 'everyone']);
const density = z.enum(['compact', 'normal', 'roomy']);
/** Filter and sort as the address of the list says them. */
const query = z.string().max(8000);
const columns = z.array(z.string().regex(/^[a-z][a-zA-Z0-9_.-]{0,79}$/)).max(40);

export const savedViewCard = z.object({
  id: z.uuid(),
  name: z.string(),
  audience,
  teamId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  query: z.string(),
  columns: z.array(z.string()),
  density,
  isShipped: z.boolean(),
  isPinned: z.boolean(),
  /** Opens when this person opens the list. */
  isMyDefault: z.boolean(),
  /** The boards whose list opens with it. */
  boardIds: z.array(z.uuid()),
  mayChange: z.boolean(),
  version: z.number(),
});
export type SavedView = z.output<typeof savedViewCard>;

export const listSavedViews = contract({
  name: 'saved_view.list',
  input: z.object({}),
  output: z.object({ rows: z.array(savedViewCard), upTo: z.number() }),
});

export const countSavedViews = contract({
  name: 'saved_view.counts',
  input: z.object({ ids: z.array(z.uuid()).max(40) }),
  output: z.object({ rows: z.array(z.object({ id: z.uuid(), counted: cappedCount })), upTo: z.number() }),
});

export const createSavedView = contract({
  name: 'saved_view.create',
  input: z.object({
    name: lineOfText(80),
    audience: audience.default('mine'),
    teamId: idOf('team').nullish(),
    query,
    columns: columns.default([]),
    density: density.default('normal'),
    isPinned: z.boolean().default(true),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateSavedView = contract({
  name: 'saved_view.update',
  input: z.object({
    id: idOf('saved_view'),
    version: z.number().int().optional(),
    name: lineOfText(80).optional(),
    audience: audience.optional(),
    teamId: idOf('team').nullish(),
    query: query.optional(),
    columns: columns.optional(),
    density: density.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteSavedView = contract({
  name: 'saved_view.delete',
  input: z.object({ id: idOf('saved_view') }),
  output: z.object({ id: z.uuid() }),
});

/** The views of a person's rail, in order; those left out are taken out of it. */
export const pinSavedViews = contract({
  name: 'saved_view.pin',
  input: z.object({ ids: z.array(z.uuid()).max(40) }),
  output: z.object({ ids: z.array(z.uuid()) }),
});

export const setDefaultView = contract({
  name: 'saved_view.set_default',
  input: z.object({
    /** Null: none. */
    id: idOf('saved_view').nullable(),
    /** For everybody's list of this board; without it for one's own list. */
    boardId: idOf('board').optional(),
  }),
  output: z.object({ id: z.uuid().nullable() }),
});
