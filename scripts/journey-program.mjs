import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tiers } from './children.mjs';
import { repository } from './paths.mjs';
import { findFreePort } from './ports.mjs';
import { saysReady } from './readiness.mjs';

/**
 * Starts the program with the demo workspace once for all browser journeys that can share it, with its data below `dir`. Resolves
 * when it is ready, with its data folder; throws what `saysReady` does.
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
      MAIL_LOCAL_HOSTS: '1',
    },
    tier: tiers.app,
    limitMs: 40_000,
  });
  await saysReady(child);
  return folder;
}
