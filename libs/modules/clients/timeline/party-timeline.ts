import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { clientTimeline, contactTimeline, timelineKinds, type TimelineEntry, type TimelineKind } from '../contract';
import { iconOf } from '../interactions/interaction-types';
import { mergedClients, mergedContacts } from '../merging/merged';
import { clients, contacts } from '../tables';
import { partyTimeline, type TimelineAnswer, type TimelineQuestion } from './slot';

interface Asked {
  kinds?: TimelineKind[] | undefined;
  after?: string | undefined;
  limit: number;
}

export const clientTimelineQuery = defineQuery(clientTimeline, {
  permission: 'client.read',
  run: async (ctx, { id, ...asked }) => {
    await ctx.db.get(clients, id);
    return timeline(ctx, asked, { party: 'client', ids: mergedClients(ctx, id) });
  },
});

export const contactTimelineQuery = defineQuery(contactTimeline, {
  permission: 'contact.read',
  run: async (ctx, { id, ...asked }) => {
    await ctx.db.get(contacts, id);
    return timeline(ctx, asked, { party: 'contact', ids: mergedContacts(ctx, id) });
  },
});

/** The newest of what all rooms answer. Each gives a whole page, so the merged page is complete. */
async function timeline(ctx: ReadCtx, { kinds, after, limit }: Asked, party: Pick<TimelineQuestion, 'party' | 'ids'>) {
  const cursor = readCursor(after, ['string', 'string']);
  const before = cursor ? { at: String(cursor[0]), key: String(cursor[1]) } : null;
  const question = { ...party, kinds: kinds ?? timelineKinds, before, limit: limit + 1 };
  const answers = await ctx.askSlot(partyTimeline, question);
  const sorted = answers
    .flatMap(({ kind, rows }) => rows.map((row) => ({ ...row, kind })))
    .sort((a, b) => byText(b.exact, a.exact) || byText(b.key, a.key));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(toEntry),
    next: sorted.length > limit && last ? writeCursor([last.exact, last.key]) : null,
    kinds: timelineKinds.filter((kind) => answers.some((one) => one.kind === kind)),
    upTo: await ctx.upTo(),
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function toEntry(row: TimelineAnswer['rows'][number] & { kind: TimelineKind }): TimelineEntry {
  const { key, kind, event, at, title, href, who, facts, icon } = row;
  return { key, kind, event, at, title, href, who, facts, icon: icon === null ? null : iconOf(icon) };
}
