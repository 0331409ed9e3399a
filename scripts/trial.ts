import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processTree, survivors, type TreeProcess } from './process-tree.mjs';

const repository = join(__dirname, '..');
export const startLimitMs = 120_000;
const goneLimitMs = 15_000;
const folders: string[] = [];
const started: Start[] = [];

export interface Start {
  process: ChildProcess;
  port: number;
  dataFolder: string;
  output: () => string;
  ended: Promise<number | null>;
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kelp-start-'));
  folders.push(folder);
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const unwanted = /^(npm_|DATABASE_URL|SYSTEM_DATABASE_URL|MIGRATION_DATABASE_URL|REDIS_URL|NEXTAUTH_URL|SMTP_)/;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !unwanted.test(name)),
  ) as unknown as NodeJS.ProcessEnv;
}

export interface Wish {
  dataFolder?: string;
  port?: number;
  environment?: Record<string, string>;
  command?: string[];
  /** Another account to run under; its data folder is handed to it. */
  account?: { uid: number; gid: number };
}

export async function begin({
  dataFolder = newFolder(),
  port,
  environment,
  command = ['npm', 'start'],
  account,
}: Wish = {}): Promise<Start> {
  const chosenPort = port ?? (await freePort());
  const [program = '', ...args] = command;
  if (account) chownSync(dataFolder, account.uid, account.gid);
  const child = spawn(program, args, {
    cwd: repository,
    detached: true,
    ...account,
    env: {
      ...cleanEnvironment(),
      KELP_DIST: join(__dirname, 'test-programs'),
      KELP_DATA_DIR: dataFolder,
      PORT: String(chosenPort),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const start = { process: child, port: chosenPort, dataFolder, output: () => output, ended };
  started.push(start);
  return start;
}

export async function until(condition: () => boolean, limitMs: number, what: () => string): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(what());
    await delay(50);
  }
}

export async function beginAndWait(wish: Wish = {}): Promise<Start & { tree: TreeProcess[] }> {
  const start = await begin(wish);
  await until(
    () => start.output().includes('Kelp is ready'),
    startLimitMs,
    () => `not ready: ${start.output()}`,
  );
  return { ...start, tree: processTree(start.process.pid ?? 0) };
}

export async function expectAllGone(tree: TreeProcess[], limitMs = goneLimitMs): Promise<void> {
  const names = (): string =>
    survivors(tree)
      .map(({ command }) => command)
      .join('\n');
  await until(
    () => survivors(tree).length === 0,
    limitMs,
    () => `still alive:\n${names()}`,
  );
}

/** Stops what the trials of a test started and removes their folders. */
export async function endTrials(): Promise<void> {
  for (const { process: child } of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.once('close', resolve) : resolve(null),
    );
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
