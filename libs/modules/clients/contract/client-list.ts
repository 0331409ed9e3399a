import {
  abilities,
  contract,
  csvPage,
  idOf,
  instant,
  localDate,
  minorUnits,
  pageOf,
  paging,
  z,
} from '@kelp/kernel/contract';
import { tagChip } from '@kelp/tags/contract';

export const lifecycle = z.enum(['prospect', 'active', 'former']);
export const clientType = z.enum(['company', 'individual']);
export type ClientType = z.output<typeof clientType>;

/** How a client is doing, of that which the reader may see; null stands for what they may not. */
export const clientHealth = z.object({
  /** Open tickets; of these, how many have broken their promise, and how many will within hours. */
  tickets: z.object({ open: z.number(), breached: z.number(), atRisk: z.number() }).nullable(),
  /** Final invoices that are past their due date, by currency. */
  money: z
    .object({
      overdue: z.array(z.object({ currency: z.string(), amount: minorUnits, count: z.number() })),
      /** The oldest due date among them. */
      since: localDate.nullable(),
    })
    .nullable(),
});
export type ClientHealth = z.output<typeof clientHealth>;

const clientRow = z.object({
  id: z.uuid(),
  name: z.string(),
  type: clientType,
  lifecycle,
  isInactive: z.boolean(),
  contactCount: z.number(),
  /** Where the default location is: its city, or its name where no city is given. */
  place: z.string().nullable(),
  accountManager: z.string().nullable(),
  tags: z.array(tagChip),
  createdAt: instant,
  /** Only where it was asked for. */
  health: clientHealth.optional(),
});
export type ClientRow = z.output<typeof clientRow>;

export const clientSort = z.enum(['name', 'since', 'contacts', 'tickets', 'sla', 'overdue']);
export type ClientSort = z.output<typeof clientSort>;

/** By name from A to Z unless something else is said. */
const sorting = { sort: clientSort.optional(), direction: z.enum(['asc', 'desc']).optional() };

const clientFilter = {
  /** A part of the name, of another name or of a mail domain. */
  search: z.string().max(200).optional(),
  includeInactive: z.boolean().default(false),
  /** Inactive ones alone. */
  onlyInactive: z.boolean().optional(),
  /** Those that carry at least one of these. */
  tagIds: z.array(idOf('tag')).max(50).optional(),
  type: clientType.optional(),
  lifecycle: lifecycle.optional(),
  accountManagerId: idOf('user').optional(),
  /** Those that nobody looks after. */
  hasNoManager: z.boolean().optional(),
  /** This client and all below it. */
  familyOf: idOf('client').optional(),
};

export const listClients = contract({
  name: 'client.list',
  input: z.object({ ...clientFilter, ...sorting, withHealth: z.boolean().optional(), ...paging }),
  output: pageOf(clientRow).extend({ abilities }),
});

/** The clients of a filter as lines of CSV, page by page; the export door strings the pages together. */
export const exportClients = contract({
  name: 'client.export',
  input: z.object({ ...clientFilter, ...sorting, after: paging.after }),
  output: csvPage,
});

export const getClientHealth = contract({
  name: 'client.health',
  input: z.object({ id: idOf('client') }),
  output: clientHealth,
});
