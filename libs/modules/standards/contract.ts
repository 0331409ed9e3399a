import { contract, idOf, instant, lineOfText, z } from '@kelp/kernel/contract';

/** The lists that standard types exist for. */
export const standardKinds = [
  'board',
  'status',
  'category',
  'priority',
  'ticket_type',
  'resolution_code',
  'interaction_type',
  'tag',
] as const;
const kind = z.enum(standardKinds);
export type StandardKindName = z.output<typeof kind>;

const list = {
  kind,
  /** Whose list it is: the board of statuses and categories. */
  placeId: idOf('board').optional(),
};
/** The library's own name of a type, such as `category.itil.network.vpn`; it never changes. */
const standardId = z.string().min(1).max(200);

const standardCard = z.object({
  id: standardId,
  parentId: standardId.nullable(),
  /** The set it belongs to, where a list has several. */
  pack: z.string().nullable(),
  name: z.string(),
  color: z.string().nullable(),
  /** `there`: imported before, or shipped; `clash`: another entry of the list has the name. */
  state: z.enum(['new', 'there', 'clash']),
  /** The entry that it is already, or that has its name. */
  existing: z.string().nullable(),
  /** A name that is free, for one that clashes. */
  freeName: z.string().nullable(),
  /** Its place in the library's order, from 1, and which entry of the list stands there now; null where lists have no order. */
  place: z.number().nullable(),
  placeTakenBy: z.string().nullable(),
});
export type StandardCard = z.output<typeof standardCard>;

const importCard = z.object({ id: z.uuid(), at: instant, by: z.string(), names: z.array(z.string()) });
export type StandardImportCard = z.output<typeof importCard>;

/** The library of a list, with what each type would meet there, and the imports into it that can be taken back. */
export const previewStandards = contract({
  name: 'standard_type.preview',
  input: z.object(list),
  output: z.object({
    types: z.array(standardCard),
    /** The next free place of the list, from 1; null where lists have no order. */
    nextPlace: z.number().nullable(),
    imports: z.array(importCard),
  }),
});

const choice = z.object({
  id: standardId,
  /** What becomes of one whose name another entry has. */
  clash: z.enum(['skip', 'rename', 'use']).optional(),
  /** With `rename`: the name instead. */
  name: lineOfText(60).optional(),
  /** The place in the list, from 1; what stands there and below moves down. Without it the next free one. */
  place: z.number().int().min(1, 'Places begin at 1.').max(500, 'At most 500.').optional(),
});
export type StandardChoice = z.output<typeof choice>;

/** Imports these types. What is there already is left alone, and a child brings its parent along. */
export const importStandards = contract({
  name: 'standard_type.import',
  input: z.object({ ...list, types: z.array(choice).min(1, 'Choose at least one.').max(200, 'At most 200 at once.') }),
  output: z.object({
    /** To take it back by; null when nothing changed. */
    id: z.uuid().nullable(),
    created: z.number(),
    /** Entries of the same name that count as the type from now on. */
    used: z.number(),
    skipped: z.number(),
    there: z.number(),
  }),
});

/** Takes an import back, as long as nothing uses what it made. */
export const undoStandardImport = contract({
  name: 'standard_type.undo_import',
  input: z.object({ id: idOf('import of standard types') }),
  output: z.object({ removed: z.number() }),
});
