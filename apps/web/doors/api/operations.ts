import type { z } from 'zod';
import type { Action, Contract, Query, Registry, Resource } from '@kelp/kernel';
import { csvPage, storedFile } from '@kelp/kernel/contract';

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** One address of the API and the action or query behind it. */
export interface Operation {
  readonly method: Method;
  /** As OpenAPI writes it: `/tickets/{id}/merge`. */
  readonly path: string;
  readonly resource: string;
  readonly piece: Action | Query;
  readonly status: 200 | 201;
  /** The field of the input that the id in the path fills. */
  readonly idField: string | null;
  /** Where the rest of the input is read from. */
  readonly from: 'query' | 'body';
  readonly gives: 'json' | 'file' | 'csv';
}

/** Every address of the API, as the rooms declare their resources. Throws when two share one. */
export function operationsOf(registry: Registry): Operation[] {
  const operations = [...registry.resources.values()].flatMap(operationsOfResource);
  const seen = new Set<string>();
  for (const { method, path } of operations) {
    const address = `${method} ${path}`;
    if (seen.has(address)) throw new Error(`Two pieces of the API answer ${address}.`);
    seen.add(address);
  }
  return operations;
}

function operationsOfResource(resource: Resource): Operation[] {
  const base = `/${resource.name}`;
  const one = `${base}/{id}`;
  const found: Operation[] = [];
  const add = (method: Method, path: string, piece: Action | Query | undefined, status: 200 | 201 = 200) => {
    if (!piece) return;
    const idField = path.startsWith(one) ? idFieldOf(piece.contract, resource) : null;
    const from = method === 'get' || method === 'delete' ? 'query' : 'body';
    found.push({ method, path, resource: resource.name, piece, status, idField, from, gives: givenBy(piece.contract) });
  };
  add('get', base, resource.list);
  if (resource.list && isPaged(resource.list.contract)) add('post', `${base}/search`, resource.list);
  add('post', base, resource.create, 201);
  add('put', base, resource.save);
  for (const [verb, piece] of Object.entries(resource.common)) add('post', `${base}/${verb}`, piece);
  for (const [read, query] of Object.entries(resource.reads)) add('get', `${base}/${read}`, query);
  add('get', one, resource.get);
  add('patch', one, resource.update);
  add('delete', one, resource.remove);
  for (const [part, query] of Object.entries(resource.parts)) add('get', `${one}/${part}`, query);
  for (const [verb, action] of Object.entries(resource.verbs)) add('post', `${one}/${verb}`, action);
  return found;
}

function givenBy({ output }: Contract): Operation['gives'] {
  if (output === storedFile) return 'file';
  return output === csvPage ? 'csv' : 'json';
}

/** The fields of a contract's input, by name. */
export const fieldsOf = (contract: Contract): Record<string, z.ZodType> =>
  (contract.input as Partial<z.ZodObject>).shape ?? {};

/** The list names pages of rows. */
export const isPaged = (contract: Contract): boolean => 'after' in fieldsOf(contract);

/** `/tickets/{id}/comments` fills `ticketId`; an action of the record itself fills `id`. */
function idFieldOf(contract: Contract, resource: Resource): string {
  const fields = fieldsOf(contract);
  const noun = resource.name
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return (
    [`${noun}Id`, 'id', ...Object.keys(fields).filter((name) => name.endsWith('Id'))].find((name) => name in fields) ??
    'id'
  );
}
