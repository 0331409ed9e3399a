import { clientMerge, contactMerge, type MergePart, type MergeQuestion } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';
import { identifier, sql } from '@kelp/platform/db';

/** Who may find a document follows the record at once; the words are written anew by the job. Invoices stay what they are. */
const following = (column: 'client_id' | 'contact_id', { from, into }: MergeQuestion): MergePart[] => [
  {
    table: 'search_docs',
    count: 0,
    one: 'document',
    other: 'documents',
    permission: 'client.read',
    fate: 'moves',
    move: async (ctx) => {
      await ctx.db.rows(
        sql`update search_docs set ${identifier(column)} = ${into}
            where tenant_id = ${ctx.tenant} and ${identifier(column)} = ${from} and type in ('ticket', 'comment', 'contact', 'contract') and id <> ${from}`,
      );
    },
  },
];

export const docsOfMerge = [
  fillServerSlot(clientMerge, async (_ctx, question) => following('client_id', question)),
  fillServerSlot(contactMerge, async (_ctx, question) => following('contact_id', question)),
];
