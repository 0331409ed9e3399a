import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { addressFor, giveBack, lendDatabase } from '@kelp/testing';
import { findFreePort } from '../scripts/ports.mjs';

const repository = join(__dirname, '..');
let database: string;
const superUrl = String(process.env['TEST_PG_URL']);
const folder = mkdtempSync(join(tmpdir(), 'kelp-image-'));
const isBuilt = existsSync(join(repository, 'dist/web.mjs')) && existsSync(join(repository, 'apps/web/.next/BUILD_ID'));

beforeAll(async () => {
  database = await lendDatabase(superUrl, String(process.env['TEST_PG_TEMPLATE']));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await giveBack(superUrl, database);
});

/** The command line of a deployment, as the manifests have it. */
function commandOf(part: string): string[] {
  const [deployment] = parseAllDocuments(readFileSync(join(repository, `k8s/${part}.yaml`), 'utf8')).map((one) =>
    one.toJS(),
  );
  return deployment.spec.template.spec.containers[0].command;
}

/** The settings of the image itself. */
const imageSettings = Object.fromEntries(
  [...readFileSync(join(__dirname, 'Dockerfile'), 'utf8').matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) =>
    line.split(' ').map((pair) => pair.split('=')),
  ),
);

function start(part: string, port: number): ChildProcess {
  const [command = '', ...args] = commandOf(part);
  const env = {
    PATH: process.env['PATH'],
    ...imageSettings,
    KELP_DATA_DIR: folder,
    STORAGE_DIR: join(folder, 'files'),
    DATABASE_URL: addressFor(superUrl, database, 'kelp_app'),
    SYSTEM_DATABASE_URL: addressFor(superUrl, database, 'kelp_system'),
    REDIS_URL: process.env['TEST_REDIS_URL'],
    REDIS_PREFIX: database,
    KELP_SECRET: 'only-for-this-test-0123456789abcdefghij',
    [{ web: 'PORT', worker: 'WORKER_PORT', scheduler: 'SCHEDULER_PORT' }[part] ?? 'PORT']: String(port),
  };
  return spawn(command, args, {
    cwd: repository,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function becomesReady(port: number): Promise<Record<string, string>> {
  for (let turn = 0; turn < 300; turn += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' } }).catch(
      () => null,
    );
    if (response?.ok) return ((await response.json()) as { checks: Record<string, string> }).checks;
    await delay(100);
  }
  throw new Error('It was not ready within 30 seconds.');
}

(isBuilt ? describe : describe.skip)('the commands that the image is started with', () => {
  it.each(['web', 'worker', 'scheduler'])(
    '%s becomes ready with every check named and ends on SIGTERM by itself',
    async (part) => {
      const port = await findFreePort();
      const child = start(part, port);
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      try {
        expect(await becomesReady(port)).toEqual({ database: 'ok', migrations: 'ok', redis: 'ok', storage: 'ok' });
        child.kill('SIGTERM');
        expect(await ended).toBe(0);
      } finally {
        child.kill('SIGKILL');
      }
    },
    60_000,
  );
});

it('has nothing secret in the image, and runs without root', () => {
  const text = readFileSync(join(__dirname, 'Dockerfile'), 'utf8');
  expect(text).toMatch(/^USER node$/m);
  expect(text).not.toMatch(/(SECRET|PASSWORD|TOKEN)=/);
  expect(imageSettings).toMatchObject({ NODE_ENV: 'production', TZ: 'UTC' });
});
