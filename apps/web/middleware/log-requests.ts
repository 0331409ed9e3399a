import { pinoHttp } from 'pino-http';
import type { RequestHandler } from 'express';
import { Histogram, type Metrics } from '@kelp/platform/probes';
import type { Logger } from '@kelp/platform/log';
import { loggedPath } from './logged-path';
import { contextOf } from './request-context';

/** Which part of the program answered, for metrics: never the address itself, which has ids in it. */
function partOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return first === 'api' ? `api/${second}` : first || 'root';
}

/** One log line a request, without query strings and secrets of addresses, bodies or cookies; and its time as a metric. */
export function logRequests(log: Logger, metrics: Metrics): RequestHandler[] {
  const seconds = new Histogram({
    name: 'kelp_http_seconds',
    help: 'Time to answer a request.',
    labelNames: ['part', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [metrics],
  });
  const measure: RequestHandler = (request, response, next) => {
    const done = seconds.startTimer();
    response.on('finish', () =>
      done({ part: partOf(request.path), method: request.method, status: response.statusCode }),
    );
    next();
  };
  const write = pinoHttp({
    logger: log,
    genReqId: (request) => contextOf(request).id,
    autoLogging: { ignore: (request) => (request.url ?? '').startsWith('/_next/') },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'warn' : 'info',
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: loggedPath(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
  return [write as RequestHandler, measure];
}
