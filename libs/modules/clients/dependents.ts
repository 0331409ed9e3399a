import { defineServerSlot, type ReadCtx } from '@kelp/kernel';
import { identifier, sql } from '@kelp/platform/db';

/** Rows of one table that refer to a client. */
export interface Dependent {
  table: string;
  count: number;
  one: string;
  other: string;
  href: string | null;
  /** Who may hear of them. */
  permission: string;
}

/** Asks the rooms above what they keep of a client; every table of theirs that refers to clients is named, with 0 too. */
export const clientDependents = defineServerSlot<{ clientId: string }, Dependent[]>('client.dependents', (answers) =>
  answers.flat(),
);

type Kind = Omit<Dependent, 'count'> & { column?: string };

/** Counts the rows of these tables that name the client, for an answer to `clientDependents`. */
export async function countDependents(ctx: ReadCtx, clientId: string, kinds: readonly Kind[]): Promise<Dependent[]> {
  return Promise.all(
    kinds.map(async ({ column = 'client_id', ...kind }) => {
      const { count } = await ctx.db.one<{ count: number }>(
        sql`select count(*)::int as count from ${identifier(kind.table)} where tenant_id = ${ctx.tenant} and ${identifier(column)} = ${clientId}`,
      );
      return { ...kind, count };
    }),
  );
}

/** Everything that keeps a client from being deleted: what this room and those above have of it. */
export async function allDependents(ctx: ReadCtx, clientId: string): Promise<Dependent[]> {
  const page = `/msp/clients/${clientId}`;
  const own = await countDependents(ctx, clientId, [
    { table: 'contacts', one: 'contact', other: 'contacts', href: page, permission: 'contact.read' },
    { table: 'users', one: 'portal user', other: 'portal users', href: page, permission: 'client.read' },
    {
      table: 'clients',
      column: 'parent_id',
      one: 'client below it',
      other: 'clients below it',
      href: page,
      permission: 'client.read',
    },
    {
      table: 'clients',
      column: 'merged_into_id',
      one: 'client merged into it',
      other: 'clients merged into it',
      href: null,
      permission: 'client.read',
    },
    {
      table: 'interactions',
      one: 'interaction',
      other: 'interactions',
      href: page,
      permission: 'interaction.read',
    },
  ]);
  return [...own, ...(await ctx.askSlot(clientDependents, { clientId }))].filter(({ count }) => count > 0);
}

/** "2 tickets". */
export const dependentLabel = ({ count, one, other }: Dependent): string => `${count} ${count === 1 ? one : other}`;
