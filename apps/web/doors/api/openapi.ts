import type { Contract, Registry } from '@kelp/kernel';
import { operationsOf, type Operation } from './operations';
import { parametersOf } from './read-input';
import { wireSchema } from './wire-schema';

type Json = Record<string, unknown>;

/** What an OpenAPI 3.1 document of this program holds. */
export interface OpenApi extends Json {
  openapi: string;
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, Json>; [kind: string]: Json };
}

export interface OpenApiOperation extends Json {
  operationId: string;
  parameters: Json[];
  responses: Record<string, Json>;
}

const intro = `Everything that Kelp's own pages can do. Sign in with a bearer key from Settings › API keys; it acts with the rights of its owner, narrowed by its own.

- Lists answer pages: \`limit\` (at most 200) and \`cursor\` from \`meta.next_cursor\`; \`fields=id,title\` answers those fields only; \`filter[state]=open\` is the same as \`state=open\`.
- Records carry their version as \`ETag\`. Send it back as \`If-Match\`, and a change that somebody else made meanwhile is refused with 412 instead of overwritten.
- Send an \`Idempotency-Key\` with a POST and it happens once, however often it is sent.
- Money is a whole number of minor units as a text (\`"1250"\` is 12.50 in a currency with two digits), instants are ISO 8601 in UTC, dates are \`YYYY-MM-DD\`.
- Refusals are problem documents (RFC 9457): \`code\` is stable, \`detail\` says what to do.
- Limits are told in the \`RateLimit\` headers; a refusal names \`Retry-After\`.`;

/** The API as an OpenAPI 3.1 document, made from the contracts that check its requests. */
export function openApiOf(registry: Registry, server: string, version: string): OpenApi {
  const schemas: Record<string, Json> = { Problem: problemSchema };
  const paths: OpenApi['paths'] = { '/uploads': { post: uploadOperation } };
  for (const operation of operationsOf(registry)) {
    const path = (paths[operation.path] ??= {});
    path[operation.method] = describe(operation, schemas, registry.scopesOf.get(operation.piece.contract.name) ?? []);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Kelp', version, description: intro, license: { name: 'AGPL-3.0', identifier: 'AGPL-3.0-only' } },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ key: [] }],
    tags: [...registry.resources.keys(), 'uploads'].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key from Settings › API keys.' } },
      responses: {
        Problem: {
          description: 'Refused, with a sentence that says why.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      headers: {
        ETag: { description: 'The version of the record, for `If-Match`.', schema: { type: 'string' } },
        RateLimit: { description: 'What is left of the limit, and when it is full again.', schema: { type: 'string' } },
      },
    },
  };
}

function describe(operation: Operation, schemas: Record<string, Json>, scopes: readonly string[]): OpenApiOperation {
  const { piece, method, path, status, resource } = operation;
  const { guard } = piece;
  const needs = 'permission' in guard ? `Needs the permission \`${guard.permission}\`.` : 'Open to every key.';
  return {
    operationId: operationIdOf(operation),
    summary: summaryOf(operation),
    description: `${needs} A narrowed key takes the scope ${scopes.map((scope) => `\`${scope}\``).join(' or ')}.`,
    'x-kelp-contract': piece.contract.name,
    'x-kelp-id-field': operation.idField,
    tags: [resource],
    parameters: parametersIn(operation),
    ...(operation.from === 'body' ? { requestBody: bodyOf(operation, schemas) } : {}),
    responses: {
      [status]: {
        description: status === 201 ? 'Made.' : 'Done.',
        headers: {
          RateLimit: { $ref: '#/components/headers/RateLimit' },
          ...(method === 'get' && path.endsWith('{id}') ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
        },
        content: contentOf(operation, schemas),
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function contentOf({ gives, piece }: Operation, schemas: Record<string, Json>): Json {
  if (gives === 'file') return { 'application/octet-stream': {} };
  if (gives === 'csv') return { 'text/csv': { schema: { type: 'string' } } };
  return { 'application/json': { schema: answerSchema(piece.contract, schemas) } };
}

/** `POST /tickets/{id}/merge` is `postTicketsMerge`; unique, since addresses are. */
export function operationIdOf({ method, path }: Operation): string {
  const words = path
    .split(/[/-]/)
    .filter(Boolean)
    .map((part) => (part === '{id}' ? 'One' : capital(part)));
  return `${method}${words.join('')}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const spaced = (text: string) => text.replace(/[-_]/g, ' ');

function summaryOf({ method, path, resource, piece }: Operation): string {
  const name = spaced(resource);
  const last = path.split('/').at(-1) ?? '';
  if (path === `/${resource}`)
    return { get: `List ${name}`, post: `Make one of ${name}`, put: `Save ${name}` }[method as 'get'] ?? name;
  if (path === `/${resource}/{id}`)
    return { get: 'Read', patch: 'Change', delete: 'Remove' }[method as 'get'] + ` one of ${name}`;
  if (last === 'search') return `List ${name} by a body`;
  return `${capital(spaced(last))}: ${spaced(piece.contract.name.replace('.', ' '))}`;
}

function parametersIn(operation: Operation): Json[] {
  const { piece, path, method, from } = operation;
  const parameters: Json[] = [];
  if (path.includes('{id}'))
    parameters.push({ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } });
  if (from === 'query') {
    const required = new Set(requiredOf(piece.contract));
    for (const [name, schema] of parametersOf(operation)) {
      const isVersion = name === 'version';
      parameters.push({
        name,
        in: 'query',
        required: required.has(name) && !isVersion,
        explode: false,
        style: 'form',
        schema,
      });
    }
  }
  if (method === 'get')
    parameters.push({
      name: 'fields',
      in: 'query',
      description: 'Only these fields, by commas.',
      schema: { type: 'string' },
    });
  const header = (name: string, description: string) =>
    parameters.push({ name, in: 'header', description, schema: { type: 'string' } });
  if (piece.kind === 'action') header('Idempotency-Key', 'Makes a repeat harmless; at most 200 characters.');
  if ('version' in propertiesOf(piece.contract)) header('If-Match', 'The ETag of the record as it was read.');
  return parameters;
}

function bodyOf(operation: Operation, schemas: Record<string, Json>): Json {
  const { piece, idField } = operation;
  const schema = wireSchema(piece.contract.input);
  const { [idField ?? '']: _id, ...properties } = (schema['properties'] ?? {}) as Json;
  // the version may come by If-Match instead
  const required = requiredOf(piece.contract).filter((name) => name !== idField && name !== 'version');
  const name = `${nameOf(piece.contract)}Input${idField ? 'Of' : ''}`;
  settle(name, { ...schema, ...(schema['properties'] ? { properties, required } : {}) }, schemas);
  return {
    required: required.length > 0,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  };
}

function answerSchema(contract: Contract, schemas: Record<string, Json>): Json {
  const schema = wireSchema(contract.output);
  const name = nameOf(contract);
  const { rows, next, ...more } = (schema['properties'] ?? {}) as Record<string, Json>;
  if (!rows || !next) {
    settle(name, schema, schemas);
    return { type: 'object', required: ['data'], properties: { data: { $ref: `#/components/schemas/${name}` } } };
  }
  const { $defs } = schema;
  settle(`${name}Row`, { ...((rows['items'] ?? {}) as Json), ...($defs ? { $defs } : {}) }, schemas);
  const meta = {
    type: 'object',
    required: ['next_cursor'],
    properties: { next_cursor: { type: ['string', 'null'] }, ...more },
  };
  const data = { type: 'array', items: { $ref: `#/components/schemas/${name}Row` } };
  return { type: 'object', required: ['data', 'meta'], properties: { data, meta } };
}

/** `ticket_settings.save_types` is `TicketSettingsSaveTypes`. */
const nameOf = (contract: Contract): string => contract.name.split(/[._]/).map(capital).join('');

/** Moves what a schema defines for itself among the document's, where its references then point. */
function settle(name: string, schema: Json, schemas: Record<string, Json>): void {
  const text = JSON.stringify(schema)
    .replaceAll('"#/$defs/', `"#/components/schemas/${name}.`)
    .replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${name}"`);
  const { $defs, ...rest } = JSON.parse(text) as Json;
  schemas[name] = rest;
  for (const [part, own] of Object.entries(($defs ?? {}) as Record<string, Json>)) schemas[`${name}.${part}`] = own;
}

const propertiesOf = (contract: Contract): Json => (wireSchema(contract.input)['properties'] ?? {}) as Json;
const requiredOf = (contract: Contract): string[] => (wireSchema(contract.input)['required'] ?? []) as string[];

const uploadOperation: OpenApiOperation = {
  operationId: 'postUploads',
  summary: 'Store a file',
  description: 'Takes the bytes as they are, at most 25 MB, and answers the id that a comment then names in `uploads`.',
  tags: ['uploads'],
  parameters: [{ name: 'filename', in: 'query', required: true, schema: { type: 'string' } }],
  requestBody: { required: true, content: { 'application/octet-stream': {} } },
  responses: {
    201: {
      description: 'Stored.',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['data'],
            properties: {
              data: {
                type: 'object',
                required: ['id', 'filename', 'contentType', 'size'],
                properties: {
                  id: { type: 'string', format: 'uuid' },
                  filename: { type: 'string' },
                  contentType: { type: 'string' },
                  size: { type: 'integer' },
                },
              },
            },
          },
        },
      },
    },
    default: { $ref: '#/components/responses/Problem' },
  },
};

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'A sentence for a person that names the next step.' },
    instance: { type: 'string', description: 'The id of the request.' },
    code: { type: 'string', description: 'Stable; programs decide by it.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'detail'],
        properties: { field: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    data: { type: 'object', description: 'What a program can act on.' },
  },
};
