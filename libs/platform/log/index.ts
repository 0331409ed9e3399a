import { pino, type Logger } from 'pino';

export type { Logger };

const secretPaths = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  '*.password',
  '*.token',
  '*.secret',
  '*.authorization',
  '*.cookie',
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-api-key"]',
  'res.headers["set-cookie"]',
];

/** A JSON logger for one process. Fields that may hold secrets are censored before they are written. */
export function createLogger(name: string, level = 'info'): Logger {
  return pino({ name, level, redact: { paths: secretPaths, censor: '[hidden]' }, base: { name, pid: process.pid } });
}
