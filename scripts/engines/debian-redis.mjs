import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { debianPackages, librariesIn } from './debian-packages.mjs';

const programs = ['usr/bin/redis-server', 'usr/bin/valkey-server'];

/**
 * Debian's or Ubuntu's Redis, unpacked once with the libraries that this machine lacks, as `{ command, environment }`;
 * null where apt is not there or cannot fetch.
 */
export async function debianRedis(children, dataFolder) {
  const wanted = /^(lib|redis-|lua-)[a-z0-9.+-]*$/;
  const root = await debianPackages(children, dataFolder, { folder: 'redis', name: 'redis-server', programs, wanted });
  if (!root) return null;
  const command = programs.map((name) => join(root, name)).find((path) => existsSync(path));
  return { command, environment: { LD_LIBRARY_PATH: librariesIn(root) } };
}
