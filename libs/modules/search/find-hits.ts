import { readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { keepReach } from './reach';
import { hasStatus, type Faceted, type Narrowing } from './domain/count-facets';
import { cutSnippet, markWords } from './domain/mark-words';
import type { SearchQuestion } from './domain/parse-search';
import type { SearchGroup, SearchHit } from './contract';
import type { Card, Kind } from './kinds';
import type { DocType } from './tables';

interface Found {
  type: DocType;
  id: string;
  parentId: string;
  rank: number;
  changedAt: Date;
}

interface Best {
  rank: number;
  /** The best comment, for the words to show. */
  commentId: string | null;
  /** When the newest of its documents changed. */
  changedAt: Date;
}

export interface Window {
  /** Behind this hit; undefined for the first page. */
  after?: string | undefined;
  limit: number;
  /** Documents looked at for each kind; beyond them the count says "more". */
  most: number;
}

export type Way = 'words' | 'name';

/** What is looked for in a kind, and how. */
export interface Look {
  question: SearchQuestion;
  way: Way;
  narrowing: Narrowing | undefined;
}

export interface FoundOfKind {
  group: SearchGroup;
  /** What has the words whatever narrows it, as this person may see it; empty without a narrowing. */
  records: Faceted[];
  hasWords: boolean;
}

/** Hits of one kind in the order of their worth; only records that this person may see are there, or counted. */
export async function findHits(
  ctx: ReadCtx,
  kind: Kind,
  look: Look,
  { after, limit, most }: Window,
): Promise<FoundOfKind> {
  const { question, narrowing } = look;
  const found = await candidates(ctx, kind, look, most);
  const isNarrow = narrowing && (narrowing.clients.length > 0 || narrowing.since !== null);
  const wide = isNarrow
    ? await candidates(ctx, kind, { ...look, narrowing: { ...narrowing, clients: [], since: null } }, most)
    : found;
  const best = bestOf(found);
  const bestOfAll = bestOf([...found, ...wide]);
  const seen = bestOfAll.size > 0 ? await kind.load(ctx, [...bestOfAll.keys()], question) : [];
  const order = ({ id }: Card) => best.get(id)?.rank ?? 0;
  const cards = seen
    .filter((card) => best.has(card.id) && (!narrowing || hasStatus({ ...card, type: kind.type }, narrowing)))
    .sort((a, b) => order(b) - order(a) || (a.id < b.id ? 1 : -1));
  const behind = cards.filter((card) => isBehind(after, order(card), card.id));
  const page = behind.slice(0, limit);
  const last = page.at(-1);
  const texts = await textsOf(ctx, page, best);
  const records = narrowing
    ? seen.flatMap((card) => {
        const changedAt = bestOfAll.get(card.id)?.changedAt;
        return changedAt ? [{ ...card, type: kind.type, changedAt }] : [];
      })
    : [];
  const group: SearchGroup = {
    type: kind.type,
    count: cards.length,
    isCapped: kind.docs.some((type) => found.filter((one) => one.type === type).length >= most),
    next: last && behind.length > limit ? writeCursor([order(last), last.id]) : null,
    hits: page.map((card) => toHit(kind, card, question, texts.get(best.get(card.id)?.commentId ?? card.id))),
  };
  return { group, records, hasWords: seen.length > 0 };
}

/** Whether a hit comes after the cursor: worth first, then the newer record, so that a page neither repeats nor loses one. */
function isBehind(after: string | undefined, rank: number, id: string): boolean {
  const cursor = readCursor(after, ['number', 'string']) as [number, string] | undefined;
  if (!cursor) return true;
  const [lastRank, lastId] = cursor;
  return rank < lastRank || (rank === lastRank && id < lastId);
}

/** What the audited functions find. The person's row rule narrows them, so that what is out of sight takes no place. */
async function candidates(
  ctx: ReadCtx,
  kind: Kind,
  { question, way, narrowing }: Look,
  most: number,
): Promise<Found[]> {
  const reach = await keepReach(ctx, kind);
  if (!reach) return [];
  const select = (call: Sql) => ctx.db.rows<Found>(sql`select type, id, parent_id, rank, changed_at from ${call}`);
  const clients = narrowing && narrowing.clients.length > 0 ? narrowing.clients : null;
  const rest = (type: DocType) =>
    sql`${type}, ${reach.clientId}, ${reach.contactId}, ${kind.isPortal}, ${clients}::uuid[], ${narrowing?.since ?? null}::timestamptz, ${most}`;
  const { terms, numbers } = question;
  const [first = kind.type] = kind.docs;
  if (way === 'name') {
    const words = terms.filter(({ isNot }) => !isNot).map(({ text }) => text);
    return select(sql`search_by_name(search_words(${words.join(' ')}), ${rest(first)})`);
  }
  const asked = JSON.stringify(terms);
  const docs = kind.docs.filter((type) => type !== 'comment' || narrowing?.hasComments !== false);
  const calls = docs.map((type) => select(sql`search_by_words(search_query(${asked}::jsonb), ${rest(type)})`));
  if (numbers.length > 0) calls.unshift(select(sql`search_by_number(${numbers}, ${rest(first)})`));
  return (await Promise.all(calls)).flat();
}

/** Records by rank, the best document of each deciding. */
function bestOf(found: readonly Found[]): Map<string, Best> {
  const best = new Map<string, Best>();
  for (const { type, id, parentId, rank, changedAt } of [...found].sort((a, b) => b.rank - a.rank)) {
    const known = best.get(parentId) ?? { rank, commentId: null, changedAt };
    if (type === 'comment') known.commentId ??= id;
    if (changedAt > known.changedAt) known.changedAt = changedAt;
    best.set(parentId, known);
  }
  return best;
}

interface DocText {
  id: string;
  type: DocType;
  body: string;
  isPublic: boolean;
}

async function textsOf(ctx: ReadCtx, page: readonly Card[], best: Map<string, Best>): Promise<Map<string, DocText>> {
  const ids = page.map(({ id }) => best.get(id)?.commentId ?? id);
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.rows<DocText>(
    sql`select id, type, body, is_public from search_docs where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[]) and body <> ''`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function toHit(kind: Kind, card: Card, { terms }: SearchQuestion, text: DocText | undefined): SearchHit {
  const snippet = text ? cutSnippet(text.body, terms) : null;
  const { id, number, subtitle, url, isClosed } = card;
  return {
    id,
    number,
    subtitle,
    url,
    isClosed,
    type: kind.type,
    title: markWords(card.title, terms),
    snippet,
    foundIn: snippet && text?.type === 'comment' ? (text.isPublic ? 'comment' : 'note') : null,
  };
}
