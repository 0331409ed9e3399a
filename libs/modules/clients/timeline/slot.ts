import { defineServerSlot, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { TimelineKind } from '../contract';

/** Whose timeline, and which stretch of it. */
export interface TimelineQuestion {
  party: 'client' | 'contact';
  /** The record and those that were merged into it. */
  ids: Sql;
  kinds: readonly TimelineKind[];
  /** Strictly older than this place. */
  before: { at: string; key: string } | null;
  limit: number;
}

export interface TimelineRow {
  key: string;
  event: string;
  at: Date;
  /** The instant to the microsecond, which sorts as text. */
  exact: string;
  title: string;
  href: string | null;
  who: string | null;
  facts: Record<string, string>;
  icon: string | null;
}

export interface TimelineAnswer {
  /** A kind that this room can tell of to this reader about such a party; it says so whether or not it is asked for. */
  kind: TimelineKind;
  rows: TimelineRow[];
}

/** Asks every room what happened with a client or contact, as far as the reader may see it; each answers with its newest `limit` rows. */
export const partyTimeline = defineServerSlot<TimelineQuestion, TimelineAnswer[]>('party.timeline', (answers) =>
  answers.flat(),
);

/**
 * One room's answer. `source` selects `id`, `event`, `at`, `title`, `href`, `who` and `facts` (jsonb), with `icon` where it has one; it obeys
 * the row rule of the permission itself. Nothing when the permission is missing.
 */
export async function answerTimeline(
  ctx: ReadCtx,
  question: TimelineQuestion,
  kind: TimelineKind,
  permission: string,
  source: Sql,
): Promise<TimelineAnswer[]> {
  if (!ctx.can(permission)) return [];
  if (!question.kinds.includes(kind)) return [{ kind, rows: [] }];
  const { before, limit } = question;
  const rows = await ctx.db.rows<TimelineRow>(
    sql`select x.key, x.event, x.at, x.exact, x.title, x.href, x.who, x.facts, x.icon from (
          select s.*, s.event || ':' || s.id as key, to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact
          from (${source}) s where ${before ? sql`s.at <= ${before.at}::timestamptz` : sql`true`}) x
        where ${before ? sql`(x.exact collate "C", x.key collate "C") < (${before.at}, ${before.key})` : sql`true`}
        order by x.at desc, x.key collate "C" desc limit ${limit}`,
  );
  return [{ kind, rows }];
}
