import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../paths.mjs';
import { runQuietly } from './engine-process.mjs';

const servers = ['redis-server', 'valkey-server'];

/**
 * Debian's or Ubuntu's Redis, unpacked once with the libraries that this machine lacks, as `{ command, environment }`;
 * null where apt is not there or cannot fetch. Nothing is installed, no service starts, and no root is needed.
 */
export async function debianRedis(children, dataFolder) {
  const places = [join(repository, 'node_modules/.cache/kelp'), join(dataFolder, 'programs')];
  const present = places.map((place) => unpackedIn(join(place, 'redis'))).find(Boolean);
  if (present) return present;
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return null;
  const place = places.find(isWritable) ?? places[1];
  try {
    await fetchInto(children, place);
  } catch (error) {
    console.log(`Debian's Redis could not be fetched: ${error.message.split('\n').at(-1)}`);
    return null;
  }
  return unpackedIn(join(place, 'redis'));
}

function unpackedIn(root) {
  const command = servers.map((name) => join(root, 'usr/bin', name)).find((path) => existsSync(path));
  if (!command) return null;
  const libraries = join(root, 'usr/lib');
  const folders = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.includes('-linux-')) : [];
  return { command, environment: { LD_LIBRARY_PATH: folders.map((name) => join(libraries, name)).join(':') } };
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

async function fetchInto(children, place) {
  mkdirSync(place, { recursive: true });
  const work = mkdtempSync(join(place, 'fetching-'));
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial', 'packages', 'redis']) {
      mkdirSync(join(work, folder), { recursive: true });
    }
    const apt = aptIn(children, work);
    await apt('apt-get', ['update']);
    await apt('apt-get', ['download', ...(await neededPackages(apt))], join(work, 'packages'));
    for (const name of readdirSync(join(work, 'packages'))) {
      const args = ['-x', join(work, 'packages', name), join(work, 'redis')];
      await runQuietly(children, { name: 'unpacking', command: 'dpkg-deb', args });
    }
    if (!existsSync(join(place, 'redis'))) renameSync(join(work, 'redis'), join(place, 'redis'));
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

/** The server's package with those of its libraries, near and far, that this machine does not have. */
async function neededPackages(apt) {
  const kinds = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map((kind) => `--no-${kind}`);
  const closure = await apt('apt-cache', ['depends', '--recurse', ...kinds, 'redis-server']);
  const names = closure.split('\n').filter((line) => /^(lib|redis-|lua-)[a-z0-9.+-]*$/.test(line));
  return names.filter((name) => name.startsWith('redis-') || !isInstalled(name));
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
  return (stdout ?? '').includes('ok installed');
}
