import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readLines } from './app-output.mjs';
import { tiers } from './children.mjs';
import { repository } from './paths.mjs';
import { findFreePort } from './ports.mjs';
import { Refusal } from './refusal.mjs';

const keptLines = 60;

/**
 * Starts the program with the demo workspace once for all browser journeys that can share it, with its data below `dir`. Resolves
 * when it is ready, with its data folder; throws a Refusal with its last lines when it ends before.
 */
export async function startJourneyProgram({ children }, dir) {
  const folder = join(dir, 'journeys');
  mkdirSync(folder);
  const port = await findFreePort();
  const child = children.start({
    name: 'journeys',
    command: process.execPath,
    args: ['scripts/start.mjs', '--demo'],
    cwd: repository,
    env: {
      ...process.env,
      KELP_DATA_DIR: folder,
      PORT: String(port),
      NEXTAUTH_URL: `http://localhost:${port}`,
      KELP_SKIP_RATE_LIMITS: '1',
    },
    tier: tiers.app,
    limitMs: 40_000,
  });
  const lines = [];
  await new Promise((resolve, reject) => {
    readLines(child, (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      if (line.startsWith('Kelp is ready: ')) resolve();
    });
    child.ended.then(() =>
      reject(new Refusal(`The program for the browser journeys did not start:\n${lines.join('\n')}`)),
    );
  });
  return folder;
}
