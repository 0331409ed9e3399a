import { contract, csvPage, instant, z } from '@kelp/kernel/contract';
import { ticketFilter } from './queue-filter';
import { fieldReference, ticketRow, ticketsAfter, ticketSort, wantedFields } from './tickets';

/** What of a list is not as it was at `since`: rows that fit and are new or changed, and those of `known` that fit no more. */
export const ticketChanges = contract({
  name: 'ticket.changes',
  input: z.object({
    filter: ticketFilter.optional(),
    since: instant,
    /** The tickets that are shown. */
    known: z.array(z.uuid()).max(2000),
    /** As in `ticket.list`: children whose master is in the list too do not fit. */
    isBundled: z.boolean().optional(),
    fields: wantedFields.optional(),
  }),
  output: z.object({
    rows: z.array(ticketRow),
    gone: z.array(z.uuid()),
    /** More has changed than is told here: ask for the list anew. */
    isTooMuch: z.boolean(),
    at: instant,
    upTo: z.number(),
  }),
});

/** The columns that an export can have, in the order in which they are asked for. */
export const exportColumn = z.enum([
  'number',
  'title',
  'client',
  'contact',
  'board',
  'status',
  'priority',
  'response',
  'assignee',
  'due',
  'created',
  'activity',
  'closed',
  'tags',
]);
export type ExportColumn = z.output<typeof exportColumn>;

/** The tickets of a filter as lines of CSV, page by page; the export door strings the pages together. */
export const exportTickets = contract({
  name: 'ticket.export',
  input: z.object({
    filter: ticketFilter.optional(),
    sort: ticketSort.default('activity'),
    direction: z.enum(['asc', 'desc']).default('desc'),
    columns: z
      .array(z.union([exportColumn, fieldReference]))
      .min(1)
      .max(40)
      .default(['number', 'title', 'client', 'status', 'priority', 'assignee']),
    after: ticketsAfter,
  }),
  output: csvPage,
});
