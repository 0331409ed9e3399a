// The last step of .ci/run: npm start -- --demo on an empty data folder, both doors fetched, stopped, nothing left.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { repository } from './paths.mjs';
import { findFreePort } from './ports.mjs';
import { processTree, survivors } from './process-tree.mjs';
import { saysReady } from './readiness.mjs';

const startLimitMs = 15 * 60_000;
const stopLimitMs = 60_000;
const pages = ['/', '/auth/msp/signin', '/auth/client-portal/signin', '/healthz', '/readyz'];

const dataFolder = mkdtempSync(join(tmpdir(), 'kelp-smoke-'));
const port = await findFreePort();
const begin = Date.now();
const npm = spawn('npm', ['start', '--', '--demo'], {
  cwd: repository,
  detached: true,
  env: { ...process.env, KELP_DATA_DIR: dataFolder, PORT: String(port), NEXTAUTH_URL: `http://localhost:${port}` },
  stdio: ['ignore', 'pipe', 'pipe'],
});
const ended = new Promise((resolve) => npm.once('close', resolve));

try {
  await becomesReady();
  console.log(`ready after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  for (const page of pages) await answers(page);
  await stopsCleanly();
  console.log('npm start -- --demo became ready, answered at both doors and left no process behind');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  npm.kill('SIGTERM');
  await ended;
  rmSync(dataFolder, { recursive: true, force: true });
}

function becomesReady() {
  return Promise.race([
    saysReady(npm, (line) => console.log(`  ${line}`)),
    delay(startLimitMs, null, { ref: false }).then(() => {
      throw new Error('npm start was not ready in time');
    }),
  ]);
}

async function answers(page) {
  const response = await fetch(`http://localhost:${port}${page}`, { headers: { connection: 'close' } });
  const body = await response.text();
  console.log(
    `${response.status} ${page} (${body.length} characters${response.redirected ? ` from ${response.url}` : ''})`,
  );
  if (!response.ok || body.length === 0) throw new Error(`${page} answered ${response.status}`);
}

async function stopsCleanly() {
  const tree = processTree(npm.pid);
  console.log(`stopping ${tree.length} processes`);
  npm.kill('SIGTERM');
  const late = delay(stopLimitMs, 'late', { ref: false });
  if ((await Promise.race([ended, late])) === 'late') throw new Error('npm start did not end after SIGTERM');
  const left = survivors(tree);
  if (left.length > 0) throw new Error(`still running: ${left.map(({ command }) => command).join('; ')}`);
}
