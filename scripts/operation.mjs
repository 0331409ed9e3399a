import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder, releaseDataFolder } from './data-folder.mjs';
import { layFoundation } from './foundation.mjs';
import { installAndBuild } from './launch.mjs';
import { dataFolderPath, distribution } from './paths.mjs';
import { portFromEnvironment } from './ports.mjs';
import { startToken } from './processes.mjs';
import { Refusal, runMain } from './refusal.mjs';
import { beginSecretChange, forgetFormerSecret } from './secrets.mjs';
import { createSupervisor } from './supervisor.mjs';

const interrupted = 130;
// These look at the database, or change it, as they find it.
const withoutPreparation = new Set([undefined, 'help', '--help', 'doctor', 'migrate', 'prepare', 'backup', 'restore']);

/** Runs one command of the operator's tool and ends with its exit code. */
export async function operate(commandLine) {
  const dataFolder = dataFolderPath();
  const running = environmentOfRun(join(dataFolder, 'run.json'));
  const opened = {};
  if (running) await runMain(() => refuseBeside(running, commandLine[0], dataFolder));
  if (!running) await runMain(async () => Object.assign(opened, await openDataFolder(dataFolder)));
  const supervisor = createSupervisor({
    recordFile: opened.recordFile,
    beforeExit: () => opened.path && releaseDataFolder(opened.path),
    signalExitCode: interrupted,
  });
  try {
    // The tool needs no pages.
    process.env.KELP_SKIP_NEXT = '1';
    await installAndBuild(supervisor);
    // A secret of the environment is changed there.
    const changesSecret = commandLine[0] === 'rotate-keys' && !running && !process.env.KELP_SECRET;
    if (changesSecret && commandLine.length === 1) beginSecretChange(dataFolder);
    const environment = running ?? (await environmentForOnce(supervisor, opened, commandLine[0]));
    const code = await runTool(commandLine, environment);
    if (changesSecret && code === 0 && commandLine.includes('--forget')) forgetFormerSecret(dataFolder);
    await supervisor.stop(null, code);
  } catch (error) {
    await supervisor.fail(error);
  }
}

/** What cannot be done while Kelp runs. */
function refuseBeside(environment, command, dataFolder) {
  if (command === 'restore')
    throw new Refusal(
      `Kelp runs with the data in ${dataFolder}: stop it first, or restore into another KELP_DATA_DIR.`,
    );
  if (command === 'rotate-keys' && !environment.KELP_FORMER_SECRET)
    throw new Refusal(
      `Kelp runs with the data in ${dataFolder} and knows one secret only: stop it, then run this, and start it again.`,
    );
}

function environmentOfRun(runFile) {
  try {
    const { pid, token, environment } = JSON.parse(readFileSync(runFile, 'utf8'));
    return startToken(pid) === token ? environment : null;
  } catch {
    return null;
  }
}

async function environmentForOnce(supervisor, data, command) {
  const port = portFromEnvironment('PORT', 3000);
  const prepare = !withoutPreparation.has(command);
  return (await layFoundation({ supervisor, data, port, prepare })).operator;
}

// In our own process group, so that it may ask questions on the terminal.
function runTool(commandLine, environment) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(distribution, 'kelp.mjs'), ...commandLine], {
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
