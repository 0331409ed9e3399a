import type { Redis } from 'ioredis';

const script = `
local count = redis.call('INCR', KEYS[1])
if count <= tonumber(ARGV[1]) then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return { count, redis.call('TTL', KEYS[1]) }`;

/** Takes one back but never makes a key that would stay for ever. */
const undo = `if redis.call('EXISTS', KEYS[1]) == 1 then return redis.call('DECR', KEYS[1]) end return 0`;

/** Counts tries in Redis, shared by all processes. Each key lives in one hash slot, so a cluster works. Throws when Redis does not answer. */
export function redisAttemptCounter(redis: Redis, prefix: string) {
  const keyOf = (key: string) => `${prefix}:attempts:{${key.replace(/[{}]/g, '_')}}`;
  return {
    /** Adds one; each try up to `limit` starts `seconds` anew. Returns the count and the seconds until it is forgotten. */
    increment: async (key: string, rule: { limit: number; seconds: number }) => {
      const [count, left] = (await redis.eval(script, 1, keyOf(key), rule.limit, rule.seconds)) as [number, number];
      return { count, secondsLeft: Math.max(1, left) };
    },
    forgive: async (key: string) => void (await redis.eval(undo, 1, keyOf(key))),
    reset: async (key: string) => void (await redis.del(keyOf(key))),
  };
}
