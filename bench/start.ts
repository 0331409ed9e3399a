import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { password } from '../apps/scheduler/demo/cast';
import { scriptKilobytes, signIn } from './method/first-load';
import { distribution, megabytesOf, startServer } from './method/processes';

const idleMs = 20_000;
const apps = ['web', 'worker', 'scheduler'];

/** As a person's shell has it: nothing of the engines that this bench was started over. */
function plainEnvironment(folder: string, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME, KELP_DIST } = process.env;
  return {
    PATH,
    HOME,
    ...(KELP_DIST ? { KELP_DIST } : {}),
    KELP_DATA_DIR: folder,
    PORT: String(port),
  } as unknown as NodeJS.ProcessEnv;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** `npm start` without npm; `seconds` is the time until it says that it is ready. */
async function startKelp(env: NodeJS.ProcessEnv): Promise<{ seconds: number; stop(): Promise<void> }> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('Kelp is ready: ') && resolve());
    void ended.then(() => reject(new Error('Kelp ended before it was ready.')));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { seconds: (performance.now() - begin) / 1000, stop };
}

function print(name: string, value: string): void {
  console.log(`${name.padEnd(44)}${value}`);
}

/** Resident memory of each app of the Kelp on this folder, from the supervisor's own record. */
function memory(folder: string): Map<string, number> {
  const running = JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8')) as { name: string; pid: number }[];
  return new Map(running.filter(({ name }) => apps.includes(name)).map(({ name, pid }) => [name, megabytesOf(pid)]));
}

async function measureLimits(): Promise<void> {
  const begin = performance.now();
  execFileSync(process.execPath, ['-e', '']);
  print('limit: node -e with nothing to do', `${((performance.now() - begin) / 1000).toFixed(2)} s`);
  const port = await freePort();
  const bare = await startServer(
    [join(distribution, 'bench/bare-web.mjs'), String(port)],
    process.env,
    port,
    '/readyz',
  );
  await delay(idleMs / 4);
  print(
    'limit: bare Express, ready and idle',
    `${(bare.startMs / 1000).toFixed(2)} s, ${megabytesOf(bare.pid).toFixed(0)} MB`,
  );
  await bare.stop();
}

async function measureMemory(folder: string): Promise<void> {
  await delay(idleMs);
  const used = memory(folder);
  for (const [name, megabytes] of used) print(`idle memory of ${name}`, `${megabytes.toFixed(0)} MB`);
  print('idle memory, all three', `${[...used.values()].reduce((sum, one) => sum + one, 0).toFixed(0)} MB`);
}

/** First-load JavaScript of the pages that people open most, signed in to the demo workspace. */
async function measurePages(folder: string, address: string): Promise<void> {
  if (!existsSync(join(distribution, '../apps/web/.next/BUILD_ID')))
    return print('first-load JS', 'not measured: the pages are not built (npm run build)');
  const { environment } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
    environment: NodeJS.ProcessEnv;
  };
  execFileSync(process.execPath, [join(distribution, 'kelp.mjs'), 'demo', 'load'], {
    env: environment,
    stdio: 'ignore',
  });
  const staff = await signIn(address, { portal: 'msp', email: 'olive@northstar.test', password });
  const client = await signIn(address, { portal: 'client-portal', email: 'amy@acme.test', password });
  const listed = await fetch(`${address}/api/call/ticket.list`, {
    method: 'POST',
    headers: { cookie: staff, origin: address, 'content-type': 'application/json' },
    body: '{}',
  });
  const { data } = (await listed.json()) as { data: { rows: { id: string }[] } };
  const pages = [
    { name: 'sign-in', path: '/auth/msp/signin', cookie: '' },
    { name: 'ticket list', path: '/msp/tickets', cookie: staff },
    { name: 'ticket', path: `/msp/tickets/${data.rows[0]?.id}`, cookie: staff },
    { name: 'to bill', path: '/msp/billing', cookie: staff },
    { name: 'portal home', path: '/client-portal', cookie: client },
  ];
  for (const { name, path, cookie } of pages)
    print(`first-load JS, gzipped: ${name}`, `${(await scriptKilobytes(address, path, cookie)).toFixed(0)} KB`);
}

const folder = mkdtempSync(join(tmpdir(), 'kelp-bench-start-'));
try {
  await measureLimits();
  const port = await freePort();
  const env = plainEnvironment(folder, port);
  const first = await startKelp(env);
  print('first start, empty data folder, built', `${first.seconds.toFixed(1)} s`);
  await first.stop();
  const again = await startKelp(env);
  print('restart', `${again.seconds.toFixed(1)} s`);
  await measureMemory(folder);
  try {
    await measurePages(folder, `http://localhost:${port}`);
  } finally {
    await again.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
