import { closeSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tiers } from '../children.mjs';
import { openAppending } from '../log-file.mjs';
import { Refusal } from '../refusal.mjs';
import { lastLines } from './engine-process.mjs';
import { findRedis } from './redis-program.mjs';

const readyLimitMs = 120_000;
const answerMs = 2000;
const stopLimitMs = 15_000;
const pollMs = 50;

/**
 * Starts a Redis (or Valkey) that keeps its data in a folder, on 127.0.0.1 with a password: append-only file, nothing
 * ever evicted. Returns its `url` and its `child` process. `durable: false` keeps the data in memory only (tests).
 */
export async function startRedis({ folder, port, password, children, logFile, durable = true }) {
  const program = await findRedis(children, folder);
  const home = join(folder, 'redis');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  // The password goes through a file that only the owner reads: arguments can be seen by everyone on the machine.
  const configuration = join(home, 'redis.conf');
  writeFileSync(configuration, configurationText({ home, port, password, durable }), { mode: 0o600 });
  const log = openAppending(logFile);
  const child = children.start({
    name: 'redis',
    command: program.command,
    args: [configuration],
    cwd: home,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC', KELP_DATA_DIR: folder, ...program.environment },
    stdio: ['ignore', log, log],
    tier: tiers.redis,
    limitMs: stopLimitMs,
  });
  closeSync(log);
  await waitUntilReady(child, { port, password }, logFile);
  return { child, url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}/0` };
}

function configurationText({ home, port, password, durable }) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(home)}`,
    `appendonly ${durable ? 'yes' : 'no'}`,
    'save ""',
    'maxmemory-policy noeviction',
    'loglevel notice',
    'daemonize no',
    '',
  ].join('\n');
}

async function waitUntilReady(child, address, logFile) {
  let end = null;
  child.ended.then((result) => (end = result));
  const deadline = Date.now() + readyLimitMs;
  while (end === null && Date.now() < deadline) {
    if (await answersPing(address)) return;
    await delay(pollMs);
  }
  const problem = end === null ? `did not become ready within ${readyLimitMs / 1000} s` : 'could not start';
  throw new Refusal(`Redis ${problem}; ${logFile} ends with:\n${lastLines(logFile)}`);
}

function answersPing({ port, password }) {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    const finish = () => {
      socket.destroy();
      resolve(answer.includes('+PONG'));
    };
    socket.setTimeout(answerMs, finish);
    socket.on('error', finish);
    socket.on('end', finish);
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.split('\r\n').length > 2) finish();
    });
  });
}
