import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tiers } from '../children.mjs';
import { openAppending } from '../log-file.mjs';
import { Refusal } from '../refusal.mjs';
import { canEnter, unprivilegedAccount } from './account.mjs';
import { lastLines, runQuietly } from './engine-process.mjs';
import { findPostgres } from './postgres-programs.mjs';

const readyLimitMs = 300_000;
const stopLimitMs = 30_000;
const pollMs = 25;
const databaseName = 'kelp';

// Statements and row contents stay out of the log: they hold passwords and people's data.
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};
const throwAwaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the Postgres of a folder, made with database `kelp` at the first start, on 127.0.0.1. Returns its
 * superuser `url`, its `child` process and `remove`, which deletes its files once it has stopped.
 * `durable: false` trades safety in a power cut for speed (tests).
 */
export async function startPostgres({ folder, port, password, children, logFile, durable = true }) {
  const account = unprivilegedAccount();
  const programs = findPostgres(account);
  const home = openHome(folder, account);
  const engine = { ...programs, account, home, data: join(home, 'data'), environment: engineEnvironment(folder) };
  if (!existsSync(engine.data)) await create(engine, password, children);
  requireSameMajor(engine);

  const options = { ...settings, port: String(port), ...(durable ? {} : throwAwaySettings) };
  const log = openAppending(logFile);
  const child = children.start({
    name: 'postgres',
    command: join(engine.bin, 'postgres'),
    args: ['-D', engine.data, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    ...account,
    cwd: home,
    env: engine.environment,
    stdio: ['ignore', log, log],
    tier: tiers.postgres,
    signal: 'SIGINT',
    killSignal: 'SIGQUIT',
    limitMs: stopLimitMs,
  });
  closeSync(log);
  await waitUntilReady(child, engine, logFile);
  return {
    child,
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${databaseName}`,
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

function engineEnvironment(folder) {
  return { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', KELP_DATA_DIR: folder };
}

/** The folder that belongs to Postgres' account: below the data folder, or linked from there when that is closed to it. */
function openHome(folder, account) {
  const home = join(folder, 'postgres');
  if (existsSync(home)) return realpathSync(home);
  if (canEnter(account, folder)) return makeFolder(home, account);
  const parent = '/var/lib/kelp';
  mkdirSync(parent, { recursive: true });
  chmodSync(parent, 0o755);
  const outside = makeFolder(join(parent, `data-${randomBytes(6).toString('hex')}`), account);
  symlinkSync(outside, home);
  console.log(`The database's account cannot enter ${folder}, so its files are in ${outside}.`);
  return outside;
}

function makeFolder(path, account) {
  mkdirSync(path, { mode: 0o700 });
  if (account) chownSync(path, account.uid, account.gid);
  return path;
}

/** Makes the cluster aside and moves it in place when it is whole, so that an interrupted start leaves nothing half. */
async function create(engine, password, children) {
  const unfinished = join(engine.home, 'data.new');
  const passwordFile = join(engine.home, 'password');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (engine.account) chownSync(passwordFile, engine.account.uid, engine.account.gid);
  const common = { ...engine.account, cwd: engine.home, env: engine.environment };
  try {
    await runQuietly(children, {
      name: 'initdb',
      command: join(engine.bin, 'initdb'),
      args: [
        ...['-D', unfinished, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
        ...['-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
      ],
      ...common,
    });
    await runQuietly(children, {
      name: 'create database',
      command: join(engine.bin, 'postgres'),
      args: ['--single', '-D', unfinished, 'postgres'],
      input: `create database ${databaseName}\n`,
      ...common,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, engine.data);
}

function requireSameMajor({ data, major }) {
  const made = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'));
  if (made === major) return;
  throw new Refusal(
    `The database in ${data} was made by PostgreSQL ${made} and this is ${major}: start it with version ${made} and dump it, then load it into a new KELP_DATA_DIR.`,
  );
}

// Postgres writes its state into postmaster.pid: process number in line 1, status in line 8.
async function waitUntilReady(child, { data }, logFile) {
  let end = null;
  child.ended.then((result) => (end = result));
  const deadline = Date.now() + readyLimitMs;
  while (end === null && Date.now() < deadline) {
    const lines = readLines(join(data, 'postmaster.pid'));
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return;
    await delay(pollMs);
  }
  const problem = end === null ? `did not become ready within ${readyLimitMs / 1000} s` : 'could not start';
  throw new Refusal(`Postgres ${problem}; ${logFile} ends with:\n${lastLines(logFile)}`);
}

function readLines(file) {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
