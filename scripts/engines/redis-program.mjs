import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal } from '../refusal.mjs';
import { debianRedis } from './debian-redis.mjs';

const oldest = [6, 2];

/**
 * A Redis or Valkey server that runs on this machine, as `{ command, environment }`: one on the PATH, else Debian's
 * package, unpacked into a folder of ours without installing it.
 */
export async function findRedis(children, dataFolder) {
  for (const command of onPath(['valkey-server', 'redis-server'])) {
    if (isRecent({ command, environment: {} })) return { command, environment: {} };
  }
  const unpacked = await debianRedis(children, dataFolder);
  if (unpacked && isRecent(unpacked)) return unpacked;
  throw new Refusal(
    'Kelp needs a Redis or Valkey server: install one ("apt install redis-server", "brew install valkey"), or set REDIS_URL to a running one.',
  );
}

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter((path) => existsSync(path));
}

function isRecent({ command, environment }) {
  const { stdout } = spawnSync(command, ['--version'], { env: { ...process.env, ...environment }, encoding: 'utf8' });
  const match = /v=(\d+)\.(\d+)/.exec(stdout ?? '');
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
