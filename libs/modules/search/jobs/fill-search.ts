import { defineJob, defineSchedule, z, type Ctx } from '@kelp/kernel';
import type { DocType } from '../tables';
import { writeStretch } from '../write-docs';

const size = 1000;
const types: readonly DocType[] = ['client', 'contact', 'ticket', 'contract', 'invoice', 'comment'];

/** Writes the documents of all records that lack one, in stretches of `size` records, each in a transaction that `transaction` opens. */
export async function fillDocs(
  transaction: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  size: number,
): Promise<void> {
  for (const type of types) {
    for (let after: string | null = ''; after !== null;) {
      const from: string = after;
      after = await transaction((ctx) => writeStretch(ctx, type, from, size));
    }
  }
}

/**
 * Goes through all records and writes the documents that are missing or older than their record: after an upgrade, a bulk load, a restored backup.
 * In stretches, each its own transaction; doing it twice changes nothing.
 */
export const fillSearch = defineJob({
  name: 'search.fill',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  process: (unit) => fillDocs((work) => unit.transaction(work), size),
});

/** What no event told of is found within the hour. */
export const fillSearchHourly = defineSchedule('search.fill', '17 * * * *', 'UTC', fillSearch);
