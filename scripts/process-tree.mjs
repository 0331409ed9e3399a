import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { startToken } from './processes.mjs';

/** A process and all below it, as `{ pid, token, command }`: a picture to compare with what lives later. */
export function processTree(pid) {
  const parents = process.platform === 'linux' ? parentsFromProc() : parentsFromPs();
  const found = [pid];
  for (const candidate of found) {
    for (const [child, parent] of parents) if (parent === candidate) found.push(child);
  }
  return found
    .map((member) => ({ pid: member, token: startToken(member), command: commandOf(member) }))
    .filter(({ token }) => token !== null);
}

/** Those of the picture that still live. */
export function survivors(tree) {
  return tree.filter(({ pid, token }) => startToken(pid) === token);
}

function parentsFromProc() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return [[Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
    } catch {
      return [];
    }
  });
}

function parentsFromPs() {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/).map(Number));
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
