import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isSame } from '../crypto';
import type { Metrics } from './metrics';
import { createReadiness, type Check } from './readiness';

export interface ProbeOptions {
  version: string;
  checks: readonly Check[];
  metrics: Metrics;
  /** Without a token the metrics are not served. */
  metricsToken: string | undefined;
  /** When the slowest loop of this process last turned; undefined where answering is itself the progress. */
  lastTurn?: () => Date;
}

const stuckAfterMs = 60_000;

export interface Probes {
  /** Answers `/healthz`, `/readyz` and `/metrics`; false for any other address. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  drain(): void;
}

/** The three addresses that Kubernetes and Prometheus ask: alive means progress, ready names every check. */
export function createProbes(options: ProbeOptions): Probes {
  const readiness = createReadiness(options.checks);
  const health = () => {
    const turned = options.lastTurn?.() ?? new Date();
    const isAlive = Date.now() - turned.getTime() < stuckAfterMs;
    return {
      status: isAlive ? 200 : 503,
      body: { status: isAlive ? 'ok' : 'stuck', version: options.version, lastTurn: turned.toISOString() },
    };
  };
  const metrics = async (request: IncomingMessage) => {
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (!options.metricsToken || !isSame(given, options.metricsToken)) return null;
    return options.metrics.metrics();
  };
  const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void | Promise<void>> = {
    '/healthz': (_request, response) => {
      const { status, body } = health();
      sendJson(response, status, body);
    },
    '/readyz': async (_request, response) => {
      const { isReady, checks } = await readiness.read();
      sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', checks });
    },
    '/metrics': async (request, response) => {
      const text = await metrics(request);
      if (text === null) return sendJson(response, 401, { status: 'Give the metrics token as a bearer token.' });
      response.writeHead(200, { 'content-type': options.metrics.contentType }).end(text);
    },
  };
  return {
    drain: readiness.drain,
    handle(request, response) {
      const path = request.url?.split('?')[0] ?? '';
      const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
      if (!answer || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
      Promise.resolve(answer(request, response)).catch(() => sendJson(response, 500, { status: 'failed' }));
      return true;
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

/** A server for nothing but the probes, for processes that have no other. Resolves once it listens. */
export function serveProbes(probes: Probes, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (!probes.handle(request, response)) response.writeHead(404).end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}
