import type { Table } from '@kelp/platform/db';
import type { Ctx } from './context';

/** The same unit of work with a memory. */
export interface Remembering {
  ctx: Ctx;
  /** Reads these rows at once, so that each `get` of one finds it remembered. */
  learn(table: Table, ids: readonly string[]): Promise<void>;
}

/**
 * The same unit of work, which reads rows of these tables once: for a set whose rules ask for the same boards and people again and again. While
 * it is used nothing may write them.
 */
export function remembering(ctx: Ctx, tables: readonly Table[]): Remembering {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(table: Table, key: string, read: () => Promise<T>): Promise<T> => {
    if (!tables.includes(table)) return read();
    const full = `${table.name} ${key}`;
    const found = (known.get(full) as Promise<T> | undefined) ?? read();
    known.set(full, found);
    return found;
  };
  const { db } = ctx;
  return {
    ctx: {
      ...ctx,
      db: {
        ...db,
        get: (table, id) => once(table, id, () => db.get(table, id)),
        find: (table, where) => once(table, `one ${JSON.stringify(where)}`, () => db.find(table, where)),
        list: (table, where, options = {}) =>
          options.lock
            ? db.list(table, where, options)
            : once(table, `all ${JSON.stringify([where, options])}`, () => db.list(table, where, options)),
      },
    },
    learn: async (table, ids) => {
      const wanted = [...new Set(ids)];
      if (wanted.length === 0) return;
      for (const row of await db.list(table, { id: wanted } as never))
        known.set(`${table.name} ${String((row as { id?: string }).id)}`, Promise.resolve(row));
    },
  };
}
