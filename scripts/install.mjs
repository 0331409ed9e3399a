import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireFreeSpace } from './data-folder.mjs';
import { isMain } from './is-main.mjs';
import { linkRooms } from './link-rooms.mjs';
import { repository } from './paths.mjs';
import { step } from './progress.mjs';
import { Refusal } from './refusal.mjs';

const neededMegabytes = 2500;
const lockfile = join(repository, 'package-lock.json');
const stamp = join(repository, 'node_modules/.kelp-installed');

/** Installs the packages of package-lock.json unless node_modules already holds exactly those. */
export async function install(supervisor) {
  if (isInstalled()) return;
  await requireFreeSpace(repository, neededMegabytes);
  await step('Installing packages (npm ci)', async () => {
    const { code, output } = await supervisor.run({
      name: 'npm ci',
      ...npmCommand(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']),
    });
    if (code !== 0) throw new Refusal(`Installing the packages failed (npm ci: ${code}):\n${output}`);
  });
  writeFileSync(stamp, lockfileHash());
}

/** True when node_modules was installed from the package-lock.json that lies here, by us or by npm itself. */
export function isInstalled() {
  linkRooms();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfileHash()) return true;
  if (!installedByNpm()) return false;
  writeFileSync(stamp, lockfileHash());
  return true;
}

function lockfileHash() {
  return createHash('sha256')
    .update(`${process.platform} ${process.arch}\n`)
    .update(readFileSync(lockfile))
    .digest('hex');
}

// npm records what it installed in node_modules/.package-lock.json; packages for other systems are missing there.
function installedByNpm() {
  const record = join(repository, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const { packages: installed } = JSON.parse(readFileSync(record, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(lockfile, 'utf8'));
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, { link, version, integrity, optional, peer }]) => {
      if (link) return existsSync(join(repository, path));
      const found = installed[path];
      if (!found) return Boolean(optional || peer);
      return found.version === version && found.integrity === integrity && existsSync(join(repository, path));
    });
}

function npmCommand(args) {
  const script = process.env.npm_execpath;
  return script ? { command: process.execPath, args: [script, ...args] } : { command: 'npm', args };
}

if (isMain(import.meta.url)) {
  const { createSupervisor } = await import('./supervisor.mjs');
  const { withRepositoryLock } = await import('./repository-lock.mjs');
  const supervisor = createSupervisor({ signalExitCode: 130 });
  try {
    await withRepositoryLock(() => install(supervisor));
    await supervisor.stop(null, 0);
  } catch (error) {
    await supervisor.fail(error);
  }
}
