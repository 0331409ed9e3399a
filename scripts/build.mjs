// npm run build: builds what is out of date. KELP_SKIP_NEXT=1 leaves the pages alone and builds the servers only.
import { join } from 'node:path';
import { isFresh, markFresh, sourcesOf } from './freshness.mjs';
import { isMain } from './is-main.mjs';
import { requireNode } from './node-version.mjs';
import { prebuilt, repository } from './paths.mjs';
import { step } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { withRepositoryLock } from './repository-lock.mjs';

/** Builds servers and pages where their sources have changed since the last build. */
export async function build(supervisor) {
  if (prebuilt) return;
  const sources = sourcesOf('servers');
  if (!isFresh('servers')) {
    await step('Building the servers', buildServers);
    markFresh('servers', sources);
  }
  if (process.env.KELP_SKIP_NEXT === '1' || isFresh('pages')) return;
  const pageSources = sourcesOf('pages');
  await step('Building the pages (next build)', () => buildPages(supervisor));
  markFresh('pages', pageSources);
}

async function buildServers() {
  const { build: bundle, formatMessages, stop } = await import('esbuild');
  const { bundleOptions } = await import('./bundle.mjs');
  try {
    await bundle(bundleOptions());
  } catch (error) {
    if (!error.errors) throw error;
    throw new Refusal(
      `The servers do not build:\n${(await formatMessages(error.errors, { kind: 'error' })).join('\n')}`,
    );
  } finally {
    await stop();
  }
}

async function buildPages(supervisor) {
  const { code, output } = await supervisor.run({
    name: 'next build',
    command: process.execPath,
    args: [join(repository, 'node_modules/next/dist/bin/next'), 'build', 'apps/web'],
    env: { ...process.env, NODE_ENV: 'production', TZ: 'UTC', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (code !== 0) throw new Refusal(`The pages do not build (next build: ${code}):\n${output}`);
}

if (isMain(import.meta.url)) {
  requireNode();
  const { createSupervisor } = await import('./supervisor.mjs');
  const supervisor = createSupervisor({ signalExitCode: 130 });
  try {
    await withRepositoryLock(() => build(supervisor));
    await supervisor.stop(null, 0);
  } catch (error) {
    await supervisor.fail(error);
  }
}
