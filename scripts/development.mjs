import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openDataFolder, releaseDataFolder } from './data-folder.mjs';
import { layFoundation } from './foundation.mjs';
import { install } from './install.mjs';
import { rememberRun, startApps } from './launch.mjs';
import { dataFolderPath, distribution } from './paths.mjs';
import { portFromEnvironment, requireFreePort } from './ports.mjs';
import { step } from './progress.mjs';
import { runMain } from './refusal.mjs';
import { withRepositoryLock } from './repository-lock.mjs';
import { createSupervisor } from './supervisor.mjs';

const apps = ['web', 'worker', 'scheduler'];

/** `npm run dev`: Next reloads the pages by itself; a server starts again when its bundle comes out different. */
export async function develop() {
  const opened = {};
  await runMain(async () => Object.assign(opened, await openDataFolder(dataFolderPath())));
  const supervisor = createSupervisor({
    recordFile: opened.recordFile,
    beforeExit: () => releaseDataFolder(opened.path),
  });
  try {
    const port = portFromEnvironment('PORT', 3000);
    await requireFreePort(port);
    await withRepositoryLock(() => install(supervisor));
    const bundles = await openBundles();
    await step('Building the servers', () => bundles.rebuild());
    const foundation = await layFoundation({ supervisor, data: opened, port, mode: 'development' });
    await startApps(supervisor, opened, foundation.apps);
    rememberRun(opened, foundation.operator);
    await bundles.watch((name) => {
      console.log(`${name} has changed and starts again.`);
      supervisor.replace(name);
    });
    for (const notice of foundation.notices) console.log(notice);
    console.log(`Kelp is ready: ${foundation.apps.NEXTAUTH_URL}`);
  } catch (error) {
    await supervisor.fail(error);
  }
}

/** The servers' bundles: `rebuild` writes them, `watch` calls back with the name of an app whose bundle has changed. */
async function openBundles() {
  const { context, formatMessages } = await import('esbuild');
  const { bundleOptions } = await import('./bundle.mjs');
  const hashes = new Map();
  let onChange = () => {};
  // What lies in dist/ from now on follows the sources by itself; the next npm start shall look for itself.
  rmSync(join(distribution, 'servers.stamp'), { force: true });

  const writeChanged = {
    name: 'write-changed',
    setup(build) {
      build.onEnd(async ({ errors, outputFiles = [] }) => {
        if (errors.length > 0) console.log((await formatMessages(errors, { kind: 'error' })).join('\n'));
        for (const { path, hash, contents } of outputFiles) {
          if (hashes.get(path) === hash) continue;
          hashes.set(path, hash);
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, contents);
          const name = basename(path, '.mjs');
          if (apps.includes(name)) onChange(name);
        }
      });
    },
  };
  const options = bundleOptions();
  const bundles = await context({ ...options, plugins: [...options.plugins, writeChanged], write: false });
  return {
    rebuild: () => bundles.rebuild(),
    watch(callback) {
      onChange = callback;
      return bundles.watch();
    },
  };
}
