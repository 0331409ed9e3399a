import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The folder of the built programs: benches are bundled into a folder below it. */
export const distribution = join(import.meta.dirname, '..');

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Processor time that a process has used so far, in microseconds, in steps of 10 ms. */
export function cpuMicrosOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / ticksASecond) * 1e6;
}

/** Resident memory of a process in megabytes. */
export function megabytesOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

export interface Server {
  pid: number;
  address: string;
  /** Milliseconds from the start to the first good answer. */
  startMs: number;
  stop(): Promise<void>;
}

const startLimitMs = 60_000;

/** Starts a Node program that listens on `port` and waits until `path` answers 200. */
export async function startServer(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  port: number,
  path: string,
): Promise<Server> {
  const begin = performance.now();
  const child = spawn(process.execPath, [...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  await waitFor(child, `${address}${path}`);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { pid: child.pid ?? 0, address, startMs: performance.now() - begin, stop };
}

async function waitFor(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + startLimitMs;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended with ${child.exitCode}.`);
    const isReady = await fetch(url, { headers: { connection: 'close' } }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await delay(20);
  }
  throw new Error(`${url} did not answer within ${startLimitMs / 1000} s.`);
}
