import { abilities, contract, csvPage, idOf, pageOf, paging, z } from '@kelp/kernel/contract';
import { contactCard } from './contact-card';

export const contactSort = z.enum(['name', 'client']);
export type ContactSort = z.output<typeof contactSort>;

const contactFilter = {
  clientId: idOf('client').optional(),
  /** A part of the name or address, or at least four digits of the phone number. */
  search: z.string().max(200).optional(),
  includeInactive: z.boolean().optional(),
  /** Inactive ones alone. */
  onlyInactive: z.boolean().optional(),
  /** Those that carry at least one of these. */
  tagIds: z.array(idOf('tag')).max(50).optional(),
  isVip: z.boolean().optional(),
  sort: contactSort.optional(),
  direction: z.enum(['asc', 'desc']).optional(),
};

const contactRow = contactCard.extend({ clientName: z.string().nullable() });
export type ContactRow = z.output<typeof contactRow>;

export const listContacts = contract({
  name: 'contact.list',
  input: z.object({ ...contactFilter, ...paging }),
  output: pageOf(contactRow).extend({ abilities }),
});

/** The contacts of a filter as lines of CSV, page by page; the export door strings the pages together. */
export const exportContacts = contract({
  name: 'contact.export',
  input: z.object({ ...contactFilter, after: paging.after }),
  output: csvPage,
});
