import { AppError } from '@kelp/std';
import { parseInput } from './parse-input';
import { sentenceFor } from './sentence-for';
import * as z from './zod';
import type { Contract } from './contract';

interface Failure {
  error: { id: string; message: string; fields?: Record<string, string>; data?: Record<string, unknown> };
}

/** Where a query whose output is a page of CSV is one file: all its pages, as the person may see them. */
export const exportHref = (target: { name: string }, input: object): string =>
  `/api/exports/${target.name}?input=${encodeURIComponent(JSON.stringify(input))}`;

/**
 * Calls an action or a query from the browser. Returns the decoded output (instants are Dates, money is bigint).
 * Throws AppError with the server's sentence; invalid for what does not fit the contract, before anything is sent; `unreachable` when there is no
 * connection.
 */
export async function call<C extends Contract>(
  target: C,
  input: z.output<C['input']>,
  options: { idempotencyKey?: string; signal?: AbortSignal } = {},
): Promise<z.output<C['output']>> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  const request: RequestInit = {
    method: 'POST',
    headers,
    body: JSON.stringify(parseInput(() => z.encode(target.input, input, { error: sentenceFor }))),
    credentials: 'same-origin',
  };
  if (options.signal) request.signal = options.signal;
  const response = await fetch(`/api/call/${target.name}`, request).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new AppError('unreachable', 0, 'Kelp cannot be reached just now. Check your connection and try again.');
  });
  const body = (await response.json().catch(() => null)) as { data: unknown } | Failure | null;
  if (body && 'error' in body) throw new AppError(body.error.id, response.status, body.error.message, body.error);
  if (!response.ok || !body) {
    throw new AppError('failed', response.status, 'Kelp could not answer. Please try again in a moment.');
  }
  return z.decode(target.output, body.data as never) as z.output<C['output']>;
}
