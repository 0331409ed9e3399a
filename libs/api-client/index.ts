import type { Operations } from './operations';

export type { Operations, Schemas } from './operations';

/** The name of an address: `GET /tickets/{id}`. */
export type OperationName = keyof Operations;
type Part<K extends OperationName, P extends string> = P extends keyof Operations[K] ? Operations[K][P] : never;

/** What an address takes, beside the headers that make a write safe to repeat. */
export type Input<K extends OperationName> = Omit<Operations[K], 'answer' | 'query'> & {
  query?: Part<K, 'query'>;
  /** Makes a repeat of a write answer what the first one answered. */
  idempotencyKey?: string;
  /** The ETag of the record as it was read, such as `"7"`. */
  ifMatch?: string;
  signal?: AbortSignal;
};
export type Answer<K extends OperationName> = Part<K, 'answer'>;
type Row<K extends OperationName> = Answer<K> extends { data: (infer R)[]; meta: unknown } ? R : never;

/** A refusal: decide by `code`, show `message`. */
export class KelpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { field: string; detail: string }[];

  constructor(status: number, body: { code?: string; detail?: string; errors?: { field: string; detail: string }[] }) {
    super(body.detail ?? `Kelp answered ${status}.`);
    this.name = 'KelpProblem';
    this.status = status;
    this.code = body.code ?? 'failed';
    this.errors = body.errors ?? [];
  }
}

export interface Client {
  /** Calls one address. Throws KelpProblem with the sentence of the refusal. */
  request<K extends OperationName>(name: K, input: Input<K>): Promise<Answer<K>>;
  /** The rows of a list, page after page. */
  rows<K extends OperationName>(name: K, input: Input<K>): AsyncGenerator<Row<K>>;
}

interface Parts {
  id?: string;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  ifMatch?: string;
  signal?: AbortSignal;
}

function addressOf(baseUrl: string, path: string, { id = '', query = {} }: Parts): URL {
  const url = new URL(`/api/v1${path.replace('{id}', encodeURIComponent(id))}`, baseUrl);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return url;
}

/** A client of the REST API at `baseUrl` with a bearer key. */
export function createClient(options: { baseUrl: string; key: string; fetch?: typeof fetch }): Client {
  const { baseUrl, key, fetch: ask = fetch } = options;

  async function send(name: string, parts: Parts): Promise<unknown> {
    const [method = 'GET', path = ''] = name.split(' ');
    const { body, idempotencyKey, ifMatch, signal } = parts;
    const response = await ask(addressOf(baseUrl, path, parts), {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const content: unknown = isJson ? await response.json() : await response.text();
    if (!response.ok) throw new KelpProblem(response.status, isJson ? (content as object) : {});
    return content;
  }

  const request = <K extends OperationName>(name: K, input: Input<K>) =>
    send(name, input as Parts) as Promise<Answer<K>>;

  async function* rows<K extends OperationName>(name: K, input: Input<K>): AsyncGenerator<Row<K>> {
    const parts = input as Parts;
    let cursor: string | null = null;
    do {
      const query: Record<string, unknown> = { ...parts.query, ...(cursor ? { cursor } : {}) };
      const page = (await send(name, { ...parts, query })) as { data: Row<K>[]; meta?: { next_cursor: string | null } };
      yield* page.data;
      cursor = page.meta?.next_cursor ?? null;
    } while (cursor);
  }

  return { request, rows };
}
