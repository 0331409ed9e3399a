import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { openDataFolder, releaseDataFolder } from './data-folder.mjs';
import { isFresh } from './freshness.mjs';
import { layFoundation } from './foundation.mjs';
import { install, isInstalled } from './install.mjs';
import { dataFolderPath, distribution, prebuilt } from './paths.mjs';
import { findFreePort, portFromEnvironment, requireFreePort } from './ports.mjs';
import { startToken } from './processes.mjs';
import { step } from './progress.mjs';
import { Refusal, runMain } from './refusal.mjs';
import { waitUntilReady } from './readiness.mjs';
import { withRepositoryLock } from './repository-lock.mjs';
import { createSupervisor } from './supervisor.mjs';

const defaultPort = 3000;

/** `npm start`: brings the whole program up and stays as its supervisor. Knows one option, `--demo`. */
export async function launch(options) {
  const started = {};
  await runMain(async () => {
    const unknown = options.find((option) => option !== '--demo');
    if (unknown) throw new Refusal(`npm start knows only the option --demo, not "${unknown}".`);
    started.data = await openDataFolder(dataFolderPath());
  });
  const { data } = started;
  const supervisor = createSupervisor({ recordFile: data.recordFile, beforeExit: () => releaseDataFolder(data.path) });
  try {
    await bringUp(supervisor, data, options.includes('--demo'));
  } catch (error) {
    await supervisor.fail(error);
  }
}

async function bringUp(supervisor, data, withDemo) {
  const port = portFromEnvironment('PORT', defaultPort);
  await requireFreePort(port);
  await installAndBuild(supervisor);
  const foundation = await layFoundation({ supervisor, data, port });
  if (withDemo) await startStripeDouble(supervisor, data, foundation);
  await startApps(supervisor, data, foundation.apps);
  rememberRun(data, foundation.operator);
  if (withDemo) await loadDemo(supervisor, foundation.operator);
  for (const notice of foundation.notices) console.log(notice);
  console.log(`Kelp is ready: ${foundation.apps.NEXTAUTH_URL}`);
}

/** Installs packages and builds where that is needed; takes well under a second where nothing has changed. */
export async function installAndBuild(supervisor) {
  if (prebuilt) return;
  if (isInstalled() && isFresh('servers') && (process.env.KELP_SKIP_NEXT === '1' || isFresh('pages'))) return;
  await withRepositoryLock(async () => {
    await install(supervisor);
    await build(supervisor);
  });
}

/** Starts web, worker and scheduler and waits until each says that it is ready. */
export async function startApps(supervisor, data, env) {
  const apps = [
    { name: 'web', port: env.PORT },
    { name: 'worker', port: env.WORKER_PORT },
    { name: 'scheduler', port: env.SCHEDULER_PORT },
  ];
  await step('Starting web, worker and scheduler', async () => {
    for (const { name } of apps) {
      const args = ['--enable-source-maps', join(distribution, `${name}.mjs`)];
      const logFile = join(data.logs, `${name}.log`);
      supervisor.keepRunning({ name, args, env, logFile, waitsForChange: env.NODE_ENV === 'development' });
    }
    await Promise.all(apps.map(({ name, port }) => waitUntilReady(name, `http://127.0.0.1:${port}/readyz`)));
  });
}

/** A demo takes pretended payments: the double of Stripe runs beside it, and the programs are told where. */
async function startStripeDouble(supervisor, data, foundation) {
  const port = await findFreePort();
  const address = { KELP_STRIPE_URL: `http://127.0.0.1:${port}` };
  const env = {
    ...foundation.apps,
    KELP_DOUBLE_PORT: String(port),
    KELP_DOUBLE_EVENTS: `http://127.0.0.1:${foundation.apps.PORT}`,
  };
  const args = ['--enable-source-maps', join(distribution, 'stripe-double.mjs')];
  supervisor.keepRunning({ name: 'stripe-double', args, env, logFile: join(data.logs, 'stripe-double.log') });
  Object.assign(foundation.apps, address);
  Object.assign(foundation.operator, address);
}

/** Leaves word for the operator's tool of how to reach this run; readable by the owner only. */
export function rememberRun(data, environment) {
  const run = { pid: process.pid, token: startToken(process.pid), environment };
  writeFileSync(`${data.runFile}.new`, JSON.stringify(run, null, 2), { mode: 0o600 });
  renameSync(`${data.runFile}.new`, data.runFile);
}

async function loadDemo(supervisor, env) {
  await step('Loading the demo workspace', async () => {
    const { code } = await supervisor.run({
      name: 'kelp demo load',
      command: process.execPath,
      args: ['--enable-source-maps', join(distribution, 'kelp.mjs'), 'demo', 'load'],
      env,
      onLine: (line) => console.log(`  ${line}`),
    });
    if (code !== 0) throw new Refusal('The demo workspace was not loaded, so Kelp stops again.');
  });
}
