import { setTimeout as delay } from 'node:timers/promises';
import { readLines } from './app-output.mjs';
import { Refusal } from './refusal.mjs';

const pollMs = 150;
const answerMs = 3000;
const limitMs = 180_000;
const keptLines = 60;

/** Resolves when `url` answers 200; after three minutes it refuses with what was answered last. */
export async function waitUntilReady(name, url) {
  const deadline = Date.now() + limitMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(answerMs), headers: { connection: 'close' } });
      const body = await response.text();
      if (response.ok) return;
      last = `${response.status} ${body.slice(0, 300)}`;
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
    await delay(pollMs);
  }
  throw new Refusal(`${name} did not become ready within ${limitMs / 1000} s (${last}): its log file says more.`);
}

/** Resolves when `npm start` in this process says that it is ready; rejects with its last lines when it ends before. `onLine` sees every line. */
export function saysReady(child, onLine = () => {}) {
  const lines = [];
  return new Promise((resolve, reject) => {
    readLines(child, (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      onLine(line);
      if (line.startsWith('Kelp is ready: ')) resolve();
    });
    child.once('close', () => reject(new Refusal(`The program ended before it was ready:\n${lines.join('\n')}`)));
  });
}
