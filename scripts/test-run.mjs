import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { startEngines } from './engines/start-engines.mjs';
import { startJourneyProgram } from './journey-program.mjs';
import { installAndBuild } from './launch.mjs';
import { repository } from './paths.mjs';
import { step } from './progress.mjs';
import { createSupervisor } from './supervisor.mjs';

const interrupted = 130;
const workers = 2;

/** Installs, builds, starts engines of its own and runs everything that `npm test` stands for; ends the process. */
export async function runTests(jestArguments) {
  const dir = mkdtempSync(join(tmpdir(), 'kelp-test-'));
  let engines = null;
  const beforeExit = () => {
    engines?.removeFiles();
    rmSync(dir, { recursive: true, force: true });
  };
  const supervisor = createSupervisor({ signalExitCode: interrupted, beforeExit });
  try {
    await installAndBuild(supervisor);
    const chromium = await ensureChromium(supervisor);
    engines = await step('Starting Postgres and Redis for the tests', () =>
      startEngines({ dir, children: supervisor.children }),
    );
    const rulesKept = await checkDependencies(supervisor);
    const env = testEnvironment(engines, chromium);
    if (chromium && (jestArguments.length === 0 || jestArguments.some((word) => word.includes('journeys')))) {
      env.KELP_JOURNEY_FOLDER = await step('Starting the program that the browser journeys share', () =>
        startJourneyProgram(supervisor, dir),
      );
    }
    const result = await runJest(supervisor, jestArguments, dir, env);
    const code = summarise(result, rulesKept, chromium);
    await supervisor.stop(null, code);
  } catch (error) {
    await supervisor.fail(error);
  }
}

function testEnvironment(engines, chromium) {
  return {
    ...process.env,
    TZ: 'UTC',
    NEXT_TELEMETRY_DISABLED: '1',
    TEST_PG_URL: engines.postgresUrl,
    TEST_REDIS_URL: engines.redisUrl,
    ...(chromium ? { CHROMIUM_PATH: chromium } : { KELP_NO_BROWSER: '1' }),
  };
}

/** True when the rules about who may import whom are kept, or none are written down. */
async function checkDependencies(supervisor) {
  const rules = '.dependency-cruiser.cjs';
  if (!existsSync(join(repository, rules))) return true;
  return step('Checking who imports whom', async () => {
    const { code, output } = await supervisor.run({
      name: 'depcruise',
      command: process.execPath,
      args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', rules, 'libs', 'apps'],
    });
    if (code !== 0) console.log(output);
    return code === 0;
  });
}

async function runJest(supervisor, jestArguments, dir, env) {
  const report = join(dir, 'jest.json');
  const { code } = await supervisor.run({
    name: 'jest',
    command: process.execPath,
    args: [
      'node_modules/jest/bin/jest.js',
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${report}`,
      ...jestArguments,
    ],
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return { code, report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null };
}

/** The files that take longest: where to look when all of them take too long. */
function printSlowest({ testResults }) {
  const files = testResults
    .map(({ name, startTime, endTime }) => ({
      file: relative(repository, name),
      seconds: Math.round((endTime - startTime) / 1000),
    }))
    .sort((one, other) => other.seconds - one.seconds);
  const total = files.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`${total} s in ${files.length} files, ${workers} at a time; the longest:`);
  for (const { file, seconds } of files.slice(0, 25)) console.log(`${String(seconds).padStart(5)} s  ${file}`);
}

/** Prints how it went, the plain count last, and returns the exit code. */
function summarise({ code, report }, rulesKept, chromium) {
  if (!rulesKept) console.log('The rules about who may import whom are broken, see above.');
  if (!chromium) {
    console.log('##############################################################################');
    console.log('#  THE BROWSER JOURNEYS DID NOT RUN: no Chromium was found or installable.   #');
    console.log('#  Install one (Debian: apt install chromium) and run npm test again.        #');
    console.log('##############################################################################');
  }
  if (report) {
    printSlowest(report);
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    console.log(
      `${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests + report.numTodoTests} skipped`,
    );
  }
  const incomplete = !chromium && process.env.CI === 'true';
  if (code !== 0) return typeof code === 'number' ? code : 1;
  return rulesKept && !incomplete ? 0 : 1;
}
