import { Agent, get } from 'node:http';
import { cpuMicrosOf, type Server } from './processes';
import type { Sample } from './rounds';

const concurrency = 16;
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });

export interface Call {
  path: string;
  headers: Record<string, string>;
}

/** Reads one answer to its end and returns its body. Throws for anything but 200. */
export function read(address: string, { path, headers }: Call): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(`${address}${path}`, { agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const body = Buffer.concat(parts).toString();
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${path} answered ${response.statusCode}: ${body.slice(0, 300)}`));
      });
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

/** Sends `count` calls, 16 at a time over kept connections; `callOf` says what the n-th asks. */
export async function loadHttp(server: Server, count: number, callOf: (n: number) => Call): Promise<Sample> {
  const cpuBefore = cpuMicrosOf(server.pid);
  const begin = performance.now();
  let next = 0;
  const one = async () => {
    while (next < count) await read(server.address, callOf((next += 1)));
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  const seconds = (performance.now() - begin) / 1000;
  return { rate: count / seconds, cpuMicros: (cpuMicrosOf(server.pid) - cpuBefore) / count };
}
