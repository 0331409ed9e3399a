import type { Request, Response } from 'express';
import type { Answer } from '@kelp/kernel';
import { contextOf } from '../../middleware/request-context';

/** A refusal of the API (RFC 9457). `code` is stable; `detail` is a sentence that names the next step. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** The id of the request, as it stands in the log. */
  instance: string;
  code: string;
  /** What is wrong with which field. */
  errors?: { field: string; detail: string }[];
  /** What a program can act on: the permission that is missing, the fields that differ. */
  data?: Record<string, unknown>;
}

const titles: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'A key is missing or does not work',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Refused as things stand',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Some values are not right',
  429: 'Too many requests',
  500: 'A fault on our side',
  503: 'Not reachable just now',
};

/** Writes a refusal as a problem document. A version that `If-Match` named and that is no longer true is 412 (RFC 9110 §13.1.1). */
export function writeProblem({ status: plain, body }: Answer, request: Request, response: Response): void {
  const { id, message, fields, data } = body.error;
  const status = id === 'stale' && request.get('if-match') ? 412 : plain;
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Refused',
    status,
    detail: message,
    instance: contextOf(request).id,
    code: id,
    ...(fields ? { errors: Object.entries(fields).map(([field, detail]) => ({ field, detail })) } : {}),
    ...(data ? { data } : {}),
  };
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}
