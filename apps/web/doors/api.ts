import { Router, json, type Request, type RequestHandler } from 'express';
import { AppError, unauthenticated } from '@kelp/std';
import { z } from 'zod';
import type { Action, Contract, Query, Resource } from '@kelp/kernel';
import type { WebHouse } from '../web-house';
import { jsonOnly } from '../middleware/same-origin';
import { contextOf } from '../middleware/request-context';

/**
 * REST under `/api/v1`, generated from the registry's resources: list, get, create, update and `POST …/:id/<verb>`. Bearer keys only: a browser's
 * cookie opens nothing here, so there is no request to forge.
 */
export function apiDoor(web: WebHouse): Router {
  const router = Router();
  router.use((request, _response, next) => {
    if (!contextOf(request).caller) throw unauthenticated();
    next();
  });
  router.use(jsonOnly, json({ limit: '1mb' }));
  for (const resource of web.house.registry.resources.values()) mount(router, web, resource);
  return router;
}

function mount(router: Router, web: WebHouse, resource: Resource): void {
  const base = `/${resource.name}`;
  const answer =
    (piece: Action | Query, status: number, inputOf: (request: Request) => unknown): RequestHandler =>
    async (request, response) => {
      const { caller } = contextOf(request);
      if (!caller) throw unauthenticated();
      const idempotencyKey = piece.kind === 'action' ? request.get('idempotency-key') : undefined;
      const output = await web.dispatcher.wire(
        piece.contract.name,
        inputOf(request),
        idempotencyKey ? { ...caller, idempotencyKey } : caller,
      );
      response.status(status).setHeader('cache-control', 'no-store').json(envelope(output));
    };
  const withId = (request: Request) => ({ ...bodyOf(request), id: request.params['id'] });
  if (resource.list) router.get(base, answer(resource.list, 200, fromQuery(resource.list.contract)));
  if (resource.create) router.post(base, answer(resource.create, 201, bodyOf));
  if (resource.get)
    router.get(
      `${base}/:id`,
      answer(resource.get, 200, (request) => ({ id: request.params['id'] })),
    );
  if (resource.update) router.patch(`${base}/:id`, answer(resource.update, 200, withId));
  for (const [verb, action] of Object.entries(resource.verbs)) {
    const key = idFieldOf(action.contract, resource);
    router.post(
      `${base}/:id/${verb}`,
      answer(action, 200, (request) => ({ ...bodyOf(request), [key]: request.params['id'] })),
    );
  }
}

/** A page carries its cursor in `meta.next_cursor`; anything else is `data` alone. */
function envelope(output: unknown): unknown {
  const page = output as { rows?: unknown; next?: unknown };
  return Array.isArray(page?.rows) && 'next' in page
    ? { data: page.rows, meta: { next_cursor: page.next } }
    : { data: output };
}

function bodyOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body ?? {};
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AppError('bad_json', 400, 'Send a JSON object.');
  return body as Record<string, unknown>;
}

/** `/tickets/:id/comments` fills `ticketId`; an action of the record itself fills `id`. */
function idFieldOf(contract: Contract, resource: Resource): string {
  const shape = (contract.input as z.ZodObject).shape;
  const own = `${resource.name.replace(/s$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`;
  return own in shape ? own : 'id';
}

/** Texts of a query string as the contract's types: numbers and true/false where it wants them, lists from commas. */
function fromQuery(contract: Contract): (request: Request) => unknown {
  const schema = z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { type?: string }>;
  };
  const kinds = Object.entries(schema.properties ?? {});
  return (request) => {
    const known = new Map(kinds.map(([name, { type }]) => [name, type]));
    const input: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(request.query)) {
      const field = name === 'cursor' ? 'after' : name;
      if (!known.has(field) || typeof value !== 'string') {
        throw new AppError(
          'unknown_parameter',
          400,
          `This list knows no parameter "${name}". It knows: ${[...known.keys()].join(', ')}.`,
        );
      }
      input[field] = typed(value, known.get(field));
    }
    return input;
  };
}

function typed(value: string, type: string | undefined): unknown {
  if (type === 'integer' || type === 'number') return Number(value);
  if (type === 'boolean') return value === 'true' || value === '1';
  if (type === 'array') return value.split(',');
  return value;
}
