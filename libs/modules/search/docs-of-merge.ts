import { clientMerge, contactMerge, partyUndo, type MergePart, type MergeQuestion } from '@kelp/clients';
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

/** The documents of rows that go back are the merged one's again, at once. */
const returning = fillServerSlot(partyUndo, async (_ctx, { party, from, into }) => [
  {
    follow: async (ctx, { back }) => {
      const column = identifier(party === 'client' ? 'client_id' : 'contact_id');
      const tickets = back('tickets');
      await ctx.db.rows(
        sql`update search_docs set ${column} = ${from} where tenant_id = ${ctx.tenant} and ${column} = ${into} and (
              (type = 'ticket' and id = any(${tickets}::uuid[])) or (type = 'comment' and parent_id = any(${tickets}::uuid[]))
              or (type = 'contact' and id = any(${back('contacts')}::uuid[])) or (type = 'contract' and id = any(${back('contracts')}::uuid[])))`,
      );
    },
  },
]);

export const docsOfMerge = [
  fillServerSlot(clientMerge, async (_ctx, question) => following('client_id', question)),
  fillServerSlot(contactMerge, async (_ctx, question) => following('contact_id', question)),
  returning,
];
