import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../paths.mjs';
import { runQuietly } from './engine-process.mjs';

/**
 * A package of Debian or Ubuntu, unpacked once with those packages of its closure that `wanted` names and this machine lacks: the folder
 * that holds its `usr`, or null where apt is not there or cannot fetch. Nothing is installed, no service starts, and no root is needed.
 * `programs` are paths under that folder of which one must be there.
 */
export async function debianPackages(children, dataFolder, { folder, name, programs, wanted }) {
  const places = [join(repository, 'node_modules/.cache/kelp'), join(dataFolder, 'programs')];
  const isThere = (root) => programs.some((program) => existsSync(join(root, program)));
  const present = places.map((place) => join(place, folder)).find(isThere);
  if (present) return present;
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return null;
  const place = places.find(isWritable) ?? places[1];
  try {
    await fetchInto(children, place, { folder, name, wanted });
  } catch (error) {
    console.log(`Debian's ${name} could not be fetched: ${error.message.split('\n').at(-1)}`);
    return null;
  }
  return isThere(join(place, folder)) ? join(place, folder) : null;
}

/** The folders with libraries under `root`, as the loader's search path. */
export function librariesIn(root) {
  const libraries = join(root, 'usr/lib');
  const folders = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.includes('-linux-')) : [];
  return folders.map((name) => join(libraries, name)).join(':');
}

function isWritable(place) {
  try {
    mkdirSync(place, { recursive: true });
    accessSync(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function fetchInto(children, place, { folder, name, wanted }) {
  mkdirSync(place, { recursive: true });
  const work = mkdtempSync(join(place, 'fetching-'));
  try {
    for (const part of ['lists/partial', 'cache/archives/partial', 'packages', folder]) {
      mkdirSync(join(work, part), { recursive: true });
    }
    const apt = aptIn(children, work);
    await apt('apt-get', ['update']);
    await apt('apt-get', ['download', ...(await neededPackages(apt, name, wanted))], join(work, 'packages'));
    for (const file of readdirSync(join(work, 'packages'))) {
      const args = ['-x', join(work, 'packages', file), join(work, folder)];
      await runQuietly(children, { name: 'unpacking', command: 'dpkg-deb', args });
    }
    if (!existsSync(join(place, folder))) renameSync(join(work, folder), join(place, folder));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs apt with lists and caches of its own, which needs no root and leaves the machine's as they are. */
function aptIn(children, work) {
  const options = [
    `Dir::State::Lists=${join(work, 'lists')}`,
    `Dir::Cache=${join(work, 'cache')}`,
    'Debug::NoLocking=1',
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  return (command, args, cwd = work) =>
    runQuietly(children, { name: command, command, args: [...options, ...args], cwd });
}

/** The package with those of its libraries, near and far, that this machine does not have. */
async function neededPackages(apt, name, wanted) {
  const kinds = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map((kind) => `--no-${kind}`);
  const closure = await apt('apt-cache', ['depends', '--recurse', ...kinds, name]);
  const names = closure.split('\n').filter((line) => wanted.test(line));
  const family = name.split('-')[0];
  return names.filter((one) => one.startsWith(`${family}-`) || !isInstalled(one));
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
  return (stdout ?? '').includes('ok installed');
}
