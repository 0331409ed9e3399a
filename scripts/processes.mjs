import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 25;

/**
 * Something that tells this process from a later one with the same number, or null when no such process lives.
 * A zombie (dead, not yet collected by its parent) counts as gone.
 */
export function startToken(pid) {
  if (process.platform === 'linux') return linuxStartToken(pid);
  if (process.platform === 'win32') return isReachable(pid) ? 'alive' : null;
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}

function linuxStartToken(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    // Process numbers and start times repeat after a reboot; the boot id does not.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)}-${fields[19]}`;
  } catch {
    return null;
  }
}

function isReachable(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Sends a signal to a process and everything in its group; says nothing when they are gone. */
export function signalGroup(pid, signal) {
  try {
    if (process.platform === 'win32') execFileSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-pid, signal);
  } catch {
    // Already gone, which is what was wanted.
  }
}

/**
 * Stops processes tier by tier, lowest first: each gets its own signal, then SIGKILL for its whole group after its limit.
 * Each entry is `{ pid, token, tier, signal, limitMs }`; an entry whose number now belongs to another process is left alone.
 */
export async function stopInTiers(entries, longestMs = Infinity) {
  const tiers = [...new Set(entries.map((entry) => entry.tier))].sort((a, b) => a - b);
  for (const tier of tiers) {
    await Promise.all(entries.filter((entry) => entry.tier === tier).map((entry) => stopOne(entry, longestMs)));
  }
}

async function stopOne({ pid, token, signal, limitMs }, longestMs) {
  if (startToken(pid) !== token) return;
  const deadline = Date.now() + Math.min(limitMs, longestMs);
  signalGroup(pid, signal);
  while (startToken(pid) === token && Date.now() < deadline) await delay(pollMs);
  // Also sweeps those of the group that outlived their leader.
  signalGroup(pid, 'SIGKILL');
  while (startToken(pid) === token) await delay(pollMs);
}
