import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from './data-folder.mjs';
import { layFoundation } from './foundation.mjs';
import { installAndBuild } from './launch.mjs';
import { distribution, repository } from './paths.mjs';
import { findFreePort } from './ports.mjs';
import { Refusal } from './refusal.mjs';
import { createSupervisor } from './supervisor.mjs';

const interrupted = 130;

/**
 * Runs the benches with the given names (all of bench/*.ts when none is given) one after the other, each in its own
 * process with the operator's environment; arguments that start with "-" are passed on to each.
 */
export async function runBenches(commandLine) {
  const dir = mkdtempSync(join(tmpdir(), 'kelp-bench-'));
  const supervisor = createSupervisor({
    signalExitCode: interrupted,
    beforeExit: () => rmSync(dir, { recursive: true, force: true }),
  });
  try {
    const names = chooseBenches(commandLine.filter((argument) => !argument.startsWith('-')));
    const options = commandLine.filter((argument) => argument.startsWith('-'));
    await installAndBuild(supervisor);
    await bundleBenches(names);
    const { operator } = await layFoundation({
      supervisor,
      data: await openDataFolder(dir),
      port: await findFreePort(),
    });
    for (const name of names) await runBench(supervisor, name, options, operator);
    await supervisor.stop(null, 0);
  } catch (error) {
    await supervisor.fail(error);
  }
}

function chooseBenches(asked) {
  const present = readdirSync(join(repository, 'bench'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  const unknown = asked.find((name) => !present.includes(name));
  if (unknown) throw new Refusal(`There is no bench "${unknown}": choose from ${present.join(', ')}.`);
  return asked.length > 0 ? asked : present;
}

// The same bundler as for the servers, so that a bench measures the code as it runs in production.
async function bundleBenches(names) {
  const { build, stop } = await import('esbuild');
  const { bundleOptions } = await import('./bundle.mjs');
  const entries = Object.fromEntries(names.map((name) => [name, `bench/${name}.ts`]));
  entries['bare-web'] = 'bench/limits/bare-web.ts';
  await build({ ...bundleOptions(entries, join(distribution, 'bench')), logLevel: 'error' });
  await stop();
}

async function runBench(supervisor, name, options, env) {
  console.log(`\n# ${name}`);
  const { code } = await supervisor.run({
    name: `bench ${name}`,
    command: process.execPath,
    args: ['--enable-source-maps', '--expose-gc', join(distribution, 'bench', `${name}.mjs`), ...options],
    env,
    onLine: (line) => console.log(line),
  });
  if (code !== 0) throw new Refusal(`The bench ${name} failed (${code}).`);
}
