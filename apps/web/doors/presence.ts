import { json, Router } from 'express';
import { forbidden, invalid, unauthenticated } from '@kelp/std';
import { liveChannel } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { getTicket } from '@kelp/tickets';
import type { WebHouse } from '../web-house';
import { contextOf } from '../middleware/request-context';
import { jsonOnly } from '../middleware/same-origin';

/** Somebody who falls silent for so long is gone. */
const expirySeconds = 30;
const keyLifeSeconds = 120;

const beat = z.object({ ticketId: z.uuid(), state: z.enum(['viewing', 'replying', 'gone']) });
type Beat = z.output<typeof beat>;

interface Entry {
  name: string;
  state: 'viewing' | 'replying';
  at: number;
}

export interface Present {
  userId: string;
  name: string;
  isReplying: boolean;
}

/**
 * `POST /api/presence {ticketId, state}`: notes that this person has the ticket open, and answers who else has. For staff who may read the
 * ticket, asked anew at each beat. It lives in Redis only and is forgotten after half a minute; when Redis is away nobody is seen and nothing
 * else suffers. Those who look are told of a change through the live stream.
 */
export function presenceDoor(web: WebHouse): Router {
  const router = Router();
  router.post('/', jsonOnly, json({ limit: '1kb' }), async (request, response) => {
    const { caller } = contextOf(request);
    if (!caller) throw unauthenticated();
    if (caller.actor.userType !== 'internal' || !caller.actor.id) throw forbidden('presence');
    // who looks as somebody else is not there
    if (caller.actor.viewer) return void response.setHeader('cache-control', 'no-store').json({ data: [] });
    const parsed = beat.safeParse(request.body);
    if (!parsed.success) throw invalid('Name the ticket and whether you view it, reply to it or leave it.');
    const { id, name } = caller.actor;
    const isLeaving = parsed.data.state === 'gone';
    // who leaves is told nothing, so it needs no right
    if (!isLeaving) await web.dispatcher.run(getTicket, { id: parsed.data.ticketId, withComments: false }, caller);
    const others = await note(web, caller.tenant, { id, name }, parsed.data).catch((): Present[] => []);
    response.setHeader('cache-control', 'no-store').json({ data: isLeaving ? [] : others });
  });
  return router;
}

async function note(
  web: WebHouse,
  tenant: string,
  me: { id: string; name: string },
  { ticketId, state }: Beat,
): Promise<Present[]> {
  const prefix = web.config.REDIS_PREFIX;
  const key = `${prefix}:presence:{${tenant}:${ticketId}}`;
  const now = Date.now();
  const entries = await read(web, key);
  const before = entries.get(me.id);
  const wasHere = before !== undefined && isFresh(before, now);
  if (state === 'gone') await web.redis.hdel(key, me.id);
  else {
    await web.redis.hset(key, me.id, JSON.stringify({ name: me.name, state, at: now } satisfies Entry));
    await web.redis.expire(key, keyLifeSeconds);
  }
  const isNews = state === 'gone' ? wasHere : !wasHere || before.state !== state;
  if (isNews) {
    const hint = { tenant, n: 0, topics: [`presence:${ticketId}`] };
    await web.redis.publish(liveChannel(prefix), JSON.stringify(hint));
  }
  return [...entries]
    .filter(([userId, entry]) => userId !== me.id && isFresh(entry, now))
    .map(([userId, entry]) => ({ userId, name: entry.name, isReplying: entry.state === 'replying' }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

const isFresh = ({ at }: Entry, now: number): boolean => now - at < expirySeconds * 1000;

async function read(web: WebHouse, key: string): Promise<Map<string, Entry>> {
  const found = await web.redis.hgetall(key);
  return new Map(Object.entries(found).map(([userId, text]) => [userId, JSON.parse(text) as Entry]));
}
