import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import * as Sentry from '@sentry/node';
import { AppError, isAppError } from '@kelp/std';
import { answerFor, type Answer } from '@kelp/kernel';
import type { Logger } from '@kelp/platform/log';
import { loggedPath } from './logged-path';
import { contextOf } from './request-context';

interface HttpError {
  type?: string;
  status?: number;
}

/** body-parser's own errors, as sentences. */
function fromParser(error: unknown): unknown {
  if (isAppError(error)) return error;
  const { type, status } = error as HttpError;
  if (type === 'entity.too.large')
    return new AppError('too_large', 413, 'This is larger than Kelp takes in one request.');
  if (type === 'entity.parse.failed') return new AppError('bad_json', 400, 'The body is not valid JSON.');
  if (type === 'request.aborted') return new AppError('aborted', 400, 'The request broke off.');
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new AppError('bad_request', status, 'The request could not be read.');
  return error;
}

/** How a door writes a refusal. */
type WriteRefusal = (answer: Answer, request: Request, response: Response) => void;

const asScreensRead: WriteRefusal = ({ status, body }, _request, response) => void response.status(status).json(body);

/** The one place where an error becomes an answer; what nobody foresaw is logged and reported, and says nothing of the inside. */
export function answerErrors(log: Logger, write: WriteRefusal = asScreensRead): ErrorRequestHandler {
  return (raised, request, response, _next) => {
    const error = fromParser(raised);
    const answer = answerFor(error);
    if (answer.status >= 500) {
      log.error({ err: error, requestId: contextOf(request).id, path: loggedPath(request.path) }, 'a request failed');
      if (!isAppError(error)) Sentry.captureException(error);
    }
    if (response.headersSent) return void response.destroy();
    const retry = isAppError(error) ? error.data?.['retryAfterSeconds'] : undefined;
    if (typeof retry === 'number') response.setHeader('retry-after', String(retry));
    response.setHeader('cache-control', 'no-store');
    write(answer, request, response);
  };
}

/** For addresses below /api that nobody serves. */
export const noSuchDoor: RequestHandler = (request) => {
  throw new AppError('not_found', 404, `There is nothing at ${request.method} ${request.path}.`);
};
