import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

/** True when nobody listens on this port, neither on all addresses nor on the loopback one. */
export async function isFree(port) {
  return (await canListen(port)) && (await canListen(port, '127.0.0.1'));
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}

/** A port that nobody listens on right now, chosen by the system. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The port in the variable `name`, or `fallback`; refuses what is no port number. */
export function portFromEnvironment(name, fallback) {
  const text = process.env[name];
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Refusal(`${name} is "${text}", which is no port number: give one between 1 and 65535.`);
}

/** Refuses with one sentence when the web server's port is taken. */
export async function requireFreePort(port) {
  if (await isFree(port)) return;
  throw new Refusal(
    `Port ${port} is already in use: stop what listens there, or start with another one, like PORT=${port + 1} npm start.`,
  );
}

const inner = {
  postgres: 'KELP_POSTGRES_PORT',
  redis: 'KELP_REDIS_PORT',
  worker: 'WORKER_PORT',
  scheduler: 'SCHEDULER_PORT',
  smtpListen: 'SMTP_LISTEN_PORT',
  catcherSmtp: 'CATCHER_SMTP_PORT',
};

/**
 * The ports behind the web server, each from its variable, else the one this data folder used last when it is still
 * free, else a free one (for incoming mail 2525 first, unless PORT says that this is a copy beside another one: two that
 * start at once must not both find it free). The choice is kept in `<data folder>/ports.json`.
 */
export async function chooseInnerPorts(dataFolder) {
  const file = join(dataFolder, 'ports.json');
  const usual = process.env.PORT ? {} : { smtpListen: 2525 };
  const remembered = { ...usual, ...readJson(file) };
  const chosen = {};
  for (const [name, variable] of Object.entries(inner)) {
    const asked = portFromEnvironment(variable, null);
    if (asked !== null && !(await isFree(asked))) {
      throw new Refusal(`${variable} is ${asked}, which is already in use: choose another port or leave it unset.`);
    }
    const taken = Object.values(chosen);
    chosen[name] = asked ?? (await rememberedOrFree(remembered[name], taken));
  }
  writeFileSync(file, JSON.stringify(chosen, null, 2));
  return chosen;
}

async function rememberedOrFree(port, taken) {
  if (Number.isInteger(port) && !taken.includes(port) && (await isFree(port))) return port;
  let free = await findFreePort();
  while (taken.includes(free)) free = await findFreePort();
  return free;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
