import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { listContacts } from '../contract';
import { pageOfContacts } from './page-of-contacts';

/** Contacts of one client or of all, in the order asked for, keyset paged. */
export const listContactsQuery = defineQuery(listContacts, {
  permission: 'contact.read',
  run: async (ctx, wish) => ({
    ...(await pageOfContacts(ctx, wish)),
    upTo: await ctx.upTo(),
    abilities: abilitiesOf(ctx, ['contact.create', 'contact.export']),
  }),
});
