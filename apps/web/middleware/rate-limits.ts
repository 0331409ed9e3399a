import rateLimit, { ipKeyGenerator } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';
import { RedisStore, type RedisReply } from 'rate-limit-redis';
import { tooMany } from '@kelp/std';
import type { WebHouse } from '../web-house';
import { contextOf } from './request-context';

/** Requests a minute: by address where nobody is known yet, else by person or key; alerts by the address that they come to. Searches are counted by the second. */
const classes = {
  door: 30,
  call: 1200,
  api: 600,
  'api-write': 300,
  upload: 120,
  alert: 120,
  survey: 60,
  page: 1200,
  search: 10,
  typeahead: 30,
} as const;
const bySecond: ReadonlySet<string> = new Set(['search', 'typeahead']);
export type RateClass = keyof typeof classes;

const callerOf = (request: Request): string => contextOf(request).caller?.actor.id ?? ipKeyGenerator(request.ip ?? '');

/** A limit shared by all processes through Redis. While Redis is away requests pass: a limit must not be an outage. */
export function limitRate(
  web: WebHouse,
  name: RateClass,
  keyOf: (request: Request) => string = callerOf,
): RequestHandler {
  if (web.config.KELP_SKIP_RATE_LIMITS) return (_request, _response, next) => next();
  const store = new RedisStore({
    prefix: `{${web.config.REDIS_PREFIX}:rate}:${name}:`,
    sendCommand: (command: string, ...rest: string[]) => web.redis.call(command, ...rest) as Promise<RedisReply>,
  });
  return rateLimit({
    windowMs: bySecond.has(name) ? 1000 : 60_000,
    limit: classes[name],
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    store,
    passOnStoreError: true,
    keyGenerator: keyOf,
    handler: (_request, _response, next, { windowMs }) => {
      const wait = windowMs === 1000 ? 'a second' : `${Math.ceil(windowMs / 1000)} seconds`;
      next(tooMany(`Too many requests. Try again in ${wait}.`, Math.ceil(windowMs / 1000)));
    },
  });
}
