import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { openDataFolder } from './data-folder.mjs';
import { openLedger } from './drill-ledger.mjs';
import { startLoad } from './drill-load.mjs';
import { openStand } from './drill-stand.mjs';
import { installAndBuild } from './launch.mjs';
import { distribution } from './paths.mjs';
import { step } from './progress.mjs';
import { Refusal } from './refusal.mjs';
import { createSupervisor } from './supervisor.mjs';

const interrupted = 130;
const longestPauseMs = 1500;
const redisAwayMs = 1500;
const quietLimitMs = 8 * 60_000;

/** Runs the whole drill, prints what it counted and ends the process: 0 only when nothing was lost or doubled. */
export async function runDrill(commandLine) {
  const dir = mkdtempSync(join(tmpdir(), 'kelp-drill-'));
  const isKept = commandLine.includes('--keep');
  const beforeExit = () => isKept || rmSync(dir, { recursive: true, force: true });
  const supervisor = createSupervisor({ signalExitCode: interrupted, beforeExit });
  try {
    const seed = option(commandLine, '--seed', 1);
    const kills = option(commandLine, '--kills', 50);
    console.log(`Drill with seed ${seed} and ${kills} kills${isKept ? ` in ${dir}` : ''}`);
    await installAndBuild(supervisor);
    await bundlePrograms();
    const stand = await step('Starting engines, schema and processes', () => bringUp(supervisor, dir));
    const good = await drill(stand, randomOf(seed), kills);
    await stand.stopApps();
    await supervisor.stop(null, good ? 0 : 1);
  } catch (error) {
    await supervisor.fail(error);
  }
}

function option(commandLine, name, fallback) {
  const at = commandLine.findIndex((word) => word === name || word.startsWith(`${name}=`));
  if (at < 0) return fallback;
  const value = Number(commandLine[at].split('=')[1] ?? commandLine[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Refusal(`${name} takes a whole number from 1.`);
  return value;
}

async function bundlePrograms() {
  const { build, stop } = await import('esbuild');
  const { bundleOptions } = await import('./bundle.mjs');
  const programs = {
    'print-workspace': 'bench/workspace/print-workspace.ts',
    'repeat-events': 'bench/workspace/repeat-events.ts',
  };
  await build({ ...bundleOptions(programs, join(distribution, 'bench')), logLevel: 'error' });
  await stop();
}

async function bringUp(supervisor, dir) {
  const stand = await openStand(supervisor, await openDataFolder(dir));
  await stand.startApps();
  return stand;
}

/** A generator of numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function drill(stand, random, kills) {
  const workspace = JSON.parse(await stand.program('bench/print-workspace.mjs', ['drill']));
  const ledger = openLedger(stand.postgresUrl, workspace.tenant);
  const load = startLoad(stand.address, workspace);
  const events = { poison: null, emptied: 0, repeated: 0 };
  const killed = await step(`Killing ${kills} times under load`, () =>
    killMany({ stand, random, kills, ledger, load, events }),
  );
  await step('Ending the load', () => load.stop());
  await step('Waiting until nothing waits', () => becomeQuiet(ledger));
  await step('Delivering every event two more times', async () => {
    events.repeated = JSON.parse(await stand.program('bench/repeat-events.mjs')).repeated;
    await streamsAreRead(stand.redisUrl);
    await becomeQuiet(ledger);
  });
  const good = report({
    killed,
    events,
    load,
    stand,
    totals: await ledger.totals(),
    faults: await ledger.faults(load.acknowledged, events.poison),
  });
  await ledger.close();
  return good;
}

/**
 * Kills one random process after another, each while it is ready and others may still be coming back. A third of the way
 * the poison goes in; half-way every event is delivered again, Redis is emptied, killed and started.
 */
async function killMany({ stand, random, kills, ledger, load, events }) {
  const killed = [];
  const returning = [];
  for (let n = 1; n <= kills; n += 1) {
    await delay(100 + random() * longestPauseMs);
    if (n === Math.ceil(kills / 3)) events.poison = await ledger.injectPoison();
    if (n === Math.ceil(kills / 2)) events.emptied = await upsetRedis(stand);
    const name = await chooseReady(stand, random);
    const isMidWork = await ledger.isMidWork(name);
    returning.push(stand.killApp(name));
    const waiting = await ledger.waiting();
    killed.push({ name, isMidWork, hadWork: load.inFlight() > 0 || Object.values(waiting).some((count) => count > 0) });
  }
  await Promise.all(returning);
  return killed;
}

async function chooseReady(stand, random) {
  for (;;) {
    const ready = stand.readyApps();
    if (ready.length > 0) return ready[Math.floor(random() * ready.length)];
    await delay(50);
  }
}

/** Every event twice more, then FLUSHALL, then kill -9 and start. Returns how many keys were thrown away. */
async function upsetRedis(stand) {
  await stand.program('bench/repeat-events.mjs');
  const redis = new Redis(stand.redisUrl);
  const keys = await redis.dbsize();
  await redis.flushall();
  redis.disconnect();
  await stand.killRedis(redisAwayMs);
  return keys;
}

async function becomeQuiet(ledger) {
  const deadline = Date.now() + quietLimitMs;
  let calm = 0;
  let waiting;
  while (Date.now() < deadline) {
    waiting = await ledger.waiting();
    calm = Object.values(waiting).every((count) => count === 0) ? calm + 1 : 0;
    if (calm === 3) return;
    await delay(500);
  }
  console.log(`Not quiet after ${quietLimitMs / 1000} s: ${JSON.stringify(waiting)}`);
}

/** Resolves when every group has read its streams to the end and settled what it read. */
async function streamsAreRead(url) {
  const redis = new Redis(url);
  const deadline = Date.now() + quietLimitMs;
  while (Date.now() < deadline && (await unread(redis)) > 0) await delay(500);
  redis.disconnect();
}

async function unread(redis) {
  const streams = (await redis.keys('{*:events:*}')).filter((name) => !name.endsWith('dead-letter'));
  let left = 0;
  for (const stream of streams) {
    for (const info of await redis.xinfo('GROUPS', stream)) {
      const at = (name) => info[info.indexOf(name) + 1];
      left += Number(at('pending')) + Number(at('lag') ?? 0);
    }
  }
  return left;
}

function report({ killed, events, load, stand, totals, faults }) {
  const print = (name, value) => console.log(`${name.padEnd(46)} ${value}`);
  const midWork = killed.filter((kill) => kill.isMidWork).length;
  console.log('');
  for (const name of ['web', 'worker', 'scheduler']) {
    const mine = killed.filter((kill) => kill.name === name);
    print(`kills of ${name}`, `${mine.length}, inside a transaction ${mine.filter((kill) => kill.isMidWork).length}`);
  }
  print('kills with requests or work under way', killed.filter((kill) => kill.hadWork).length);
  print('Redis emptied and killed, keys thrown away', events.emptied);
  print('events delivered three times', events.repeated);
  for (const [name, count] of Object.entries(totals)) print(name, count);
  print('requests sent', `${load.counts.requests}, of these again with the same key ${load.counts.repeats}`);
  console.log('\nmust be zero');
  const all = {
    ...faults,
    'requests refused': load.failures.length,
    'processes that ended by themselves': stand.crashes.length,
  };
  for (const [name, count] of Object.entries(all)) print(`  ${name}`, count);
  for (const line of [...new Set(load.failures), ...stand.crashes].slice(0, 10)) console.log(`    ${line}`);
  const isGood = midWork > 0 && Object.values(all).every((count) => count === 0);
  if (midWork === 0) console.log('No kill landed inside a transaction: the drill proved nothing.');
  console.log(isGood ? '\n0 lost, 0 doubled, neighbours of the poison unharmed' : '\nTHE DRILL FAILED');
  return isGood;
}
