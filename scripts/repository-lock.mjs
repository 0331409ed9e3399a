import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { repository } from './paths.mjs';
import { startToken } from './processes.mjs';

const pollMs = 250;

/** Runs `work` while no other command installs or builds in this checkout; waits for one that does. */
export async function withRepositoryLock(work) {
  const file = join(repository, '.kelp', 'build.lock');
  mkdirSync(join(repository, '.kelp'), { recursive: true });
  await take(file);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

async function take(file) {
  const mine = JSON.stringify({ pid: process.pid, token: startToken(process.pid) });
  for (let waits = 0; ; waits += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = read(file);
    if (owner === null || startToken(owner.pid) !== owner.token) {
      rmSync(file, { force: true });
      continue;
    }
    if (waits === 0) console.log(`Waiting for another command (process ${owner.pid}) that installs or builds here …`);
    await delay(pollMs);
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
