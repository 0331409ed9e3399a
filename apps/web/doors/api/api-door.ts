import { Router, json, type RequestHandler } from 'express';
import { AppError, unauthenticated } from '@kelp/std';
import type { storedFile, z } from '@kelp/kernel/contract';
import type { WebHouse } from '../../web-house';
import { contextOf } from '../../middleware/request-context';
import { limitRate } from '../../middleware/rate-limits';
import { sendCsv } from '../exports';
import { sendFile } from '../files';
import { sendAnswer } from './answer';
import { openApiOf } from './openapi';
import { operationsOf, type Operation } from './operations';
import { inputReader } from './read-input';

type StoredFile = z.output<typeof storedFile>;

/**
 * REST under `/api/v1`, generated from the resources of the registry. Bearer keys only: a browser's cookie opens nothing here, so there is no
 * request to forge. Reading and writing have limits of their own.
 */
export function apiDoor(web: WebHouse): Router {
  const router = Router();
  const reading = limitRate(web, 'api');
  const writing = limitRate(web, 'api-write');
  router.use(jsonIfAny, json({ limit: '1mb' }));
  for (const operation of operationsOf(web.house.registry)) {
    const limit = operation.piece.kind === 'query' ? reading : writing;
    router[operation.method](operation.path.replace('{id}', ':id'), limit, answerOf(web, operation));
  }
  return router;
}

/** A request may have no body; one that it has is JSON. */
const jsonIfAny: RequestHandler = (request, _response, next) => {
  if (request.is('application/json') === false)
    throw new AppError('content_type', 415, 'Send the body as application/json.');
  next();
};

function answerOf(web: WebHouse, operation: Operation): RequestHandler {
  const { piece } = operation;
  const readInput = inputReader(operation);
  return async (request, response) => {
    const { caller } = contextOf(request);
    if (!caller) throw unauthenticated();
    const idempotencyKey = piece.kind === 'action' ? request.get('idempotency-key') : undefined;
    const who = idempotencyKey ? { ...caller, idempotencyKey } : caller;
    const input = readInput(request);
    if (operation.gives === 'csv') return sendCsv(web, piece.contract.name, input, who, response);
    const output = await web.dispatcher.wire(piece.contract.name, input, who);
    if (operation.gives === 'file') return sendFile(web, output as StoredFile, response, 'attachment');
    sendAnswer(operation, request, response, output);
  };
}

/** `GET /api/v1/openapi.json`, open to everybody: it says what the program can do, and nothing of a workspace. */
export function openApiDoor(web: WebHouse): RequestHandler {
  let text: string | undefined;
  return (_request, response) => {
    text ??= JSON.stringify(openApiOf(web.house.registry, web.config.publicUrl.origin, web.version));
    response.setHeader('cache-control', 'public, max-age=300').type('application/json').send(text);
  };
}
