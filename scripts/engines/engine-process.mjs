import { readFileSync } from 'node:fs';
import { tiers } from '../children.mjs';
import { Refusal } from '../refusal.mjs';

/** Runs a short command for an engine and returns its standard output; refuses with its messages when it fails. */
export async function runQuietly(children, { input, ...spec }) {
  const child = children.start({ ...spec, stdio: ['pipe', 'pipe', 'pipe'], tier: tiers.task });
  let output = '';
  let messages = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (messages += chunk));
  child.stdin?.on('error', () => {});
  child.stdin?.end(input ?? '');
  const closed = new Promise((resolve) => child.once('close', resolve));
  const { code, signal, error } = await child.ended;
  if (error) throw new Refusal(`${spec.command} could not be started: ${error.message}`);
  await closed;
  if (code !== 0) throw new Refusal(`${spec.name} failed (${signal ?? code}): ${(messages || output).trim()}`);
  return output;
}

/** The last lines of a log file, for a message about why a program did not start. */
export function lastLines(file, count = 8) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
