import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const repository = join(__dirname, '../../..');
const startLimitMs = 240_000;

export interface Program {
  readonly address: string;
  readonly folder: string;
  /** Port of the SMTP door, where clients' mail is received. */
  readonly smtpPort: number;
  /** Everything it has printed. */
  output(): string;
  /** Runs a command of the operator's tool against it. */
  kelp(...words: string[]): Promise<string>;
  stop(): Promise<void>;
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('close', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${args.join(' ')} ended with ${code}:\n${text}`)),
    );
  });
}

/** The environment of the program that keeps its data in `folder`. */
function environmentOf(folder: string): Record<string, string> {
  return (JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as { environment: Record<string, string> })
    .environment;
}

const kelpIn =
  (env: NodeJS.ProcessEnv) =>
  (...words: string[]) =>
    run(process.execPath, ['--enable-source-maps', 'dist/kelp.mjs', ...words], env);

/** A program that runs already, with its data in this folder: `npm test` starts one for all journeys that can share it. */
function attach(folder: string): Program {
  const environment = environmentOf(folder);
  return {
    address: environment['NEXTAUTH_URL'] ?? '',
    folder,
    smtpPort: Number(environment['SMTP_LISTEN_PORT']),
    output: () => '',
    kelp: kelpIn({ ...process.env, ...environment } as NodeJS.ProcessEnv),
    stop: async () => undefined,
  };
}

/**
 * The program with the demo workspace that all journeys share where one runs (`KELP_JOURNEY_FOLDER`), else one of its own. A journey
 * makes what it changes or counts, under a name of its own; what shapes the whole workspace belongs into a program of its own.
 */
export function sharedProgram(): Promise<Program> {
  const running = process.env['KELP_JOURNEY_FOLDER'];
  return running ? Promise.resolve(attach(running)) : startProgram({ demo: true });
}

/** Starts the real program, built as for production, on an empty data folder and a free port: what a person gets from `npm start`. */
export async function startProgram(options: { demo?: boolean; env?: NodeJS.ProcessEnv } = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'kelp-journey-'));
  const { findFreePort } = await import('../../../scripts/ports.mjs');
  const port = await findFreePort();
  const {
    TEST_PG_URL: _pg,
    TEST_REDIS_URL: _redis,
    NODE_ENV: _mode,
    JEST_WORKER_ID: _worker,
    ...inherited
  } = process.env;
  const env = {
    ...inherited,
    KELP_DATA_DIR: folder,
    PORT: String(port),
    NEXTAUTH_URL: `http://localhost:${port}`,
    KELP_SKIP_RATE_LIMITS: '1',
    MAIL_LOCAL_HOSTS: '1',
    ...options.env,
  } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ['scripts/start.mjs', ...(options.demo ? ['--demo'] : [])], {
    cwd: repository,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Not ready in time:\n${lines.join('\n')}`)), startLimitMs);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.startsWith('Kelp is ready: ')) {
          clearTimeout(late);
          resolve();
        }
      });
    }
    void ended.then(() => reject(new Error(`The program ended:\n${lines.join('\n')}`)));
  });
  const environment = environmentOf(folder);
  return {
    address: `http://localhost:${port}`,
    folder,
    smtpPort: Number(environment['SMTP_LISTEN_PORT']),
    output: () => lines.join('\n'),
    kelp: kelpIn({ ...env, ...environment }),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
