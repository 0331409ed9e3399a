import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createChildren } from '../children.mjs';
import { findFreePort } from '../ports.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

/**
 * Starts a Postgres and a Redis of one's own on free ports with their files in `dir`. Returns `postgresUrl` (superuser,
 * database `kelp`), `redisUrl`, `stop({ remove })` and `removeFiles` for once they have stopped.
 * They end with the process that started them, even when that one is killed. Whoever brings `children` closes them.
 */
export async function startEngines({ dir, durable = false, children = createChildren() }) {
  mkdirSync(join(dir, 'logs'), { recursive: true });
  if (process.getuid?.() === 0) chmodSync(dir, 0o711);
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
    const removeFiles = () => {
      postgres.remove();
      rmSync(dir, { recursive: true, force: true });
    };
    return {
      postgresUrl: postgres.url,
      redisUrl: redis.url,
      removeFiles,
      async stop({ remove = false } = {}) {
        await children.close();
        if (remove) removeFiles();
      },
    };
  } catch (error) {
    await children.close();
    throw error;
  }
}
