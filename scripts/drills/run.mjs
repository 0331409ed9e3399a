import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../data-folder.mjs';
import { installAndBuild } from '../launch.mjs';
import { distribution } from '../paths.mjs';
import { step } from '../progress.mjs';
import { Refusal } from '../refusal.mjs';
import { createSupervisor } from '../supervisor.mjs';
import { drills } from './index.mjs';
import { openLedger } from './ledger.mjs';
import { startLoad } from './load.mjs';
import { becomeQuiet } from './quiet.mjs';
import { randomOf } from './random.mjs';
import { report } from './report.mjs';
import { openStand } from './stand.mjs';

const interrupted = 130;

/** Runs one drill, prints what it counted and ends the process: 0 only when nothing was lost or doubled. */
export async function runDrill(commandLine) {
  const dir = mkdtempSync(join(tmpdir(), 'kelp-drill-'));
  const isKept = commandLine.includes('--keep');
  const beforeExit = () => isKept || rmSync(dir, { recursive: true, force: true });
  const supervisor = createSupervisor({ signalExitCode: interrupted, beforeExit });
  try {
    const name = valueOf(commandLine, '--drill') ?? 'kills';
    if (!(name in drills))
      throw new Refusal(`There is no drill "${name}": choose from ${Object.keys(drills).join(', ')}.`);
    const options = {
      seed: wholeNumber(commandLine, '--seed', 1),
      kills: wholeNumber(commandLine, '--kills', 50),
      seconds: wholeNumber(commandLine, '--seconds', 120),
      count: wholeNumber(commandLine, '--count', 100_000),
    };
    console.log(`Drill ${name}${isKept ? ` in ${dir}` : ''}`);
    await installAndBuild(supervisor);
    await bundlePrograms();
    const data = await openDataFolder(dir);
    const good = await drill(supervisor, data, drills[name], options);
    await supervisor.stop(null, good ? 0 : 1);
  } catch (error) {
    await supervisor.fail(error);
  }
}

function valueOf(commandLine, name) {
  const at = commandLine.findIndex((word) => word === name || word.startsWith(`${name}=`));
  return at < 0 ? undefined : (commandLine[at].split('=')[1] ?? commandLine[at + 1]);
}

function wholeNumber(commandLine, name, fallback) {
  const value = Number(valueOf(commandLine, name) ?? fallback);
  if (!Number.isInteger(value) || value < 1) throw new Refusal(`${name} takes a whole number from 1.`);
  return value;
}

async function bundlePrograms() {
  const { build, stop } = await import('esbuild');
  const { bundleOptions } = await import('../bundle.mjs');
  const names = ['print-workspace', 'repeat-events', 'print-due-clocks', 'import-tickets', 'remove-workspace'];
  const programs = Object.fromEntries(names.map((name) => [name, `bench/workspace/${name}.ts`]));
  await build({ ...bundleOptions(programs, join(distribution, 'bench')), logLevel: 'error' });
  await stop();
}

/** Brings everything up, lets the drill act under load, waits until nothing waits, and counts. True when all is well. */
async function drill(supervisor, data, { act, after, stand: standOptions, pauseMs }, options) {
  const begin = performance.now();
  const stand = await step('Starting engines, schema and processes', async () => {
    const opened = await openStand(supervisor, data, await standOptions?.(options));
    await opened.startApps();
    return opened;
  });
  const workspace = JSON.parse(await stand.program('bench/print-workspace.mjs', ['drill']));
  const ledger = openLedger(stand.postgresUrl, workspace.tenant);
  const load = startLoad(stand.addresses, workspace, pauseMs);
  const house = { stand, workspace, ledger, load, options, random: randomOf(options.seed) };
  const outcome = { did: {}, faults: {}, dead: [] };
  const add = (part) => {
    for (const key of ['did', 'faults']) Object.assign(outcome[key], part?.[key]);
    outcome.dead.push(...(part?.dead ?? []));
  };
  add(await act(house));
  await step('Ending the load', () => load.stop());
  await step('Waiting until nothing waits', () => becomeQuiet(ledger));
  if (after) add(await after(house));
  const faults = {
    ...(await ledger.faults(load.acknowledged, outcome.dead)),
    'requests refused': load.failures.length,
    'processes that ended by themselves': stand.crashes.length,
    ...outcome.faults,
  };
  const did = { ...outcome.did, 'seconds in all': Math.round((performance.now() - begin) / 1000) };
  const isGood = report({ did, load, totals: await ledger.totals(), faults });
  for (const line of [...new Set(load.failures), ...stand.crashes].slice(0, 10)) console.log(`    ${line}`);
  await ledger.close();
  await stand.stopApps();
  return isGood;
}
