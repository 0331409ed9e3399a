import { defineQuery } from '@kelp/kernel';
import { recentRecords, type SearchHit } from '../contract';
import { parseSearch } from '../domain/parse-search';
import { staffKinds } from '../kinds';

/** Records that a browser remembers by id alone; what is shown of them is what this person may see now. */
export const recentRecordsQuery = defineQuery(recentRecords, {
  permission: 'search.use',
  run: async (ctx, { records }) => {
    const question = parseSearch('');
    const hits = new Map<string, SearchHit>();
    for (const { type, load, permission } of staffKinds) {
      const ids = records.filter((one) => one.type === type).map(({ id }) => id);
      if (ids.length === 0 || !ctx.can(permission(ctx))) continue;
      for (const card of await load(ctx, ids, question)) {
        const title = [{ text: card.title, isHit: false }];
        const { id, number, subtitle, url, isClosed } = card;
        hits.set(`${type} ${id}`, { id, number, subtitle, url, isClosed, type, title, snippet: null, foundIn: null });
      }
    }
    return { hits: records.flatMap(({ type, id }) => hits.get(`${type} ${id}`) ?? []) };
  },
});
