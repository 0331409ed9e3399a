import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createChildren } from '../children.mjs';
import { findFreePort } from '../ports.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

/**
 * Starts a Postgres and a Redis of one's own on free ports with their files in `dir`. Returns `postgresUrl` (superuser,
 * database `kelp`), `redisUrl` and `stop({ remove })`, which also deletes the files when asked to.
 * They end with the process that started them, even when that one is killed.
 */
export async function startEngines({ dir, durable = false }) {
  mkdirSync(join(dir, 'logs'), { recursive: true });
  if (process.getuid?.() === 0) chmodSync(dir, 0o711);
  const children = createChildren();
  const password = () => randomBytes(18).toString('base64url');
  const common = { folder: dir, children, durable };
  try {
    const [postgres, redis] = await Promise.all([
      startPostgres({
        ...common,
        port: await findFreePort(),
        password: password(),
        logFile: join(dir, 'logs/postgres.log'),
      }),
      startRedis({ ...common, port: await findFreePort(), password: password(), logFile: join(dir, 'logs/redis.log') }),
    ]);
    return {
      postgresUrl: postgres.url,
      redisUrl: redis.url,
      async stop({ remove = false } = {}) {
        await children.close();
        if (!remove) return;
        postgres.remove();
        rmSync(dir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await children.close();
    throw error;
  }
}
