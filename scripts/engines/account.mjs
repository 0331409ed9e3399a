import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Refusal } from '../refusal.mjs';

/**
 * The account that Postgres runs under: null for "as I am", and for root, whom Postgres refuses, the `postgres` or
 * else the `nobody` account of this machine as `{ uid, gid }`.
 */
export function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Refusal(
    'Postgres does not run as root and this machine has neither a "postgres" nor a "nobody" account: start Kelp as another user, or set DATABASE_URL.',
  );
}

/** True when the account may enter this folder, which depends on all the folders above it. */
export function canEnter(account, folder) {
  if (account === null) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}
