import { contract, z } from '@kelp/kernel/contract';

/** What a person can search for, in the order of the results. */
export const searchType = z.enum(['ticket', 'client', 'contact', 'invoice', 'contract']);
export type SearchType = z.output<typeof searchType>;

const text = z.string().max(200, 'Search with at most 200 characters.');

/** Plain text cut where a word of the question stands: to be shown as text, never as markup. */
const marked = z.array(z.object({ text: z.string(), isHit: z.boolean() }));
export type Marked = z.output<typeof marked>;

export const searchHit = z.object({
  type: searchType,
  id: z.uuid(),
  number: z.string().nullable(),
  title: marked,
  /** The client, the status: what tells two alike apart. */
  subtitle: z.string(),
  url: z.string(),
  /** Words around the hit, null where the title says it all. */
  snippet: marked.nullable(),
  /** Where the words stand, when not in the record itself. */
  foundIn: z.enum(['note', 'comment']).nullable(),
  isClosed: z.boolean(),
});
export type SearchHit = z.output<typeof searchHit>;

const group = z.object({
  type: searchType,
  hits: z.array(searchHit),
  /** Records that this person may see; with `isCapped` there are more. */
  count: z.number(),
  isCapped: z.boolean(),
  /** Where the next page of this type begins; null at its end, and when all types were asked for. */
  next: z.string().nullable(),
});
export type SearchGroup = z.output<typeof group>;

const answer = z.object({
  groups: z.array(group),
  /** Nothing had these words; names that look like them are shown. */
  isFuzzy: z.boolean(),
  /** A sentence when the question can't be answered as it stands. */
  hint: z.string().nullable(),
});
export type SearchAnswer = z.output<typeof answer>;

/** How far back a record's words may have changed. */
export const searchAge = z.enum(['week', 'month', 'year']);
export type SearchAge = z.output<typeof searchAge>;

/** What narrows the results of the page, beyond the words. */
const narrowing = {
  clients: z.array(z.uuid()).max(20, 'Choose at most 20 clients.').optional(),
  /** Values of the status facet. */
  statuses: z.array(z.string().max(200)).max(20, 'Choose at most 20 statuses.').optional(),
  changed: searchAge.optional(),
  /** Whether words of comments and notes count; they do unless it is false. */
  comments: z.boolean().optional(),
};

const page = {
  type: searchType.optional(),
  /** Of one type: the `next` of the page before. */
  after: z.string().max(200).optional(),
  ...narrowing,
};

const counted = { count: z.number() };
/** How many of the results each choice would leave, under the other choices that are made; the largest first. */
export const searchFacets = z.object({
  clients: z.array(z.object({ id: z.uuid(), name: z.string(), ...counted })),
  statuses: z.array(z.object({ value: z.string(), type: searchType, name: z.string(), ...counted })),
  ages: z.array(z.object({ age: searchAge, ...counted })),
});
export type SearchFacets = z.output<typeof searchFacets>;

const pageAnswer = answer.extend({ facets: searchFacets });
export type SearchPageAnswer = z.output<typeof pageAnswer>;

/** Everything that fits, by type; with `type` one type alone, in pages of 25. */
export const findRecords = contract({
  name: 'search.find',
  input: z.object({ text, ...page }),
  output: pageAnswer,
});

/** The best of each type while somebody types. */
export const suggestRecords = contract({ name: 'search.suggest', input: z.object({ text }), output: answer });

/** Records by their ids as search shows them, in the same order; those that are gone or out of sight are left out. */
export const recentRecords = contract({
  name: 'search.recent',
  input: z.object({ records: z.array(z.object({ type: searchType, id: z.uuid() })).max(20) }),
  output: z.object({ hits: z.array(searchHit) }),
});

/** The client portal's search: the tickets and invoices that this person reaches, and of tickets what is public. */
export const findPortalRecords = contract({
  name: 'portal_search.find',
  input: z.object({ text, ...page }),
  output: pageAnswer,
});
