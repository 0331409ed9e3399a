import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startToken, stopInTiers } from './processes.mjs';
import { Refusal } from './refusal.mjs';

const neededMegabytes = 500;

/**
 * Makes the data folder ready for this process alone: created, writable, with room on its disk, locked, and free of
 * processes that an earlier start left behind. Returns the paths that others write to.
 */
export async function openDataFolder(path, needed = neededMegabytes) {
  createFolder(path);
  await requireFreeSpace(path, needed);
  takeLock(path);
  const recordFile = join(path, 'processes.json');
  await stopLeftovers(recordFile);
  rmSync(join(path, 'run.json'), { force: true });
  return { path, recordFile, logs: join(path, 'logs'), runFile: join(path, 'run.json') };
}

/** Gives the data folder back to the next start. */
export function releaseDataFolder(path) {
  rmSync(join(path, 'run.json'), { force: true });
  if (readJson(lockOf(path))?.pid === process.pid) rmSync(lockOf(path), { force: true });
}

const lockOf = (path) => join(path, 'kelp.lock');

function createFolder(path) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
    mkdirSync(join(path, 'logs'), { recursive: true });
    writeFileSync(join(path, '.writable'), '');
    rmSync(join(path, '.writable'));
  } catch (error) {
    const reason = error.code === 'ENOSPC' ? 'its disk is full' : `writing there is not possible (${error.code})`;
    throw new Refusal(
      `Kelp keeps its data in ${path}, but ${reason}: point KELP_DATA_DIR to a folder you can write to.`,
    );
  }
  // As root the database runs under another account, which has to pass through; what is secret has its own mode.
  if (process.getuid?.() === 0) chmodSync(path, statSync(path).mode | 0o011);
}

/** Refuses with one sentence when the disk of `path` has less than `needed` megabytes left. */
export async function requireFreeSpace(path, needed) {
  const { bavail, bsize } = await statfs(path);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  if (free >= needed) return;
  throw new Refusal(
    `Only ${free} MB are free on the disk of ${path} and Kelp needs ${needed} MB: make room, or point KELP_DATA_DIR to another disk.`,
  );
}

function takeLock(path) {
  const file = lockOf(path);
  const mine = JSON.stringify({ pid: process.pid, token: startToken(process.pid) });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = readJson(file);
    if (owner && startToken(owner.pid) === owner.token) break;
    rmSync(file, { force: true });
  }
  const owner = readJson(file);
  throw new Refusal(
    `Kelp already runs with the data in ${path} (process ${owner?.pid}): stop it first, or start a second copy with its own KELP_DATA_DIR and PORT.`,
  );
}

async function stopLeftovers(recordFile) {
  const left = (readJson(recordFile) ?? []).filter(({ pid, token }) => startToken(pid) === token);
  if (left.length > 0) {
    console.log(`Stopping what an earlier start left behind: ${left.map(({ name }) => name).join(', ')}`);
    await stopInTiers(left, 10_000);
  }
  rmSync(recordFile, { force: true });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
