import type { Request } from 'express';
import { AppError, invalid } from '@kelp/std';
import { fieldsOf, type Operation } from './operations';
import { unknownFields } from './unknown-fields';
import { wireSchema } from './wire-schema';

/** Names of the API for fields that screens call otherwise. */
const otherNames: Record<string, string> = { cursor: 'after', custom_fields: 'fields' };
/** Parameters of every answer; they select from it and reach no query. */
const ofTheAnswer = new Set(['fields']);

type Input = Record<string, unknown>;

/** Makes the function that reads an operation's input from a request: path, query or body, and the version from `If-Match`. */
export function inputReader(operation: Operation): (request: Request) => Input {
  const { piece, idField, from } = operation;
  const hasVersion = 'version' in fieldsOf(piece.contract);
  const readRest = from === 'query' ? queryReader(operation) : bodyReader(operation);
  return (request) => {
    const input = readRest(request);
    const id = request.params['id'];
    if (idField && id !== undefined) input[idField] = id;
    const version = hasVersion ? versionOf(request) : undefined;
    if (version !== undefined) input['version'] = version;
    return input;
  };
}

/** The version that `If-Match` names (RFC 9110 §13.1.1), as our ETags write it: `"7"`. */
function versionOf(request: Request): number | undefined {
  const header = request.get('if-match');
  if (header === undefined || header === '*') return undefined;
  const digits = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (!digits) throw invalid('If-Match takes the ETag of the record as it was read, such as "7".');
  return Number(digits);
}

/** Reads a body and refuses fields that nobody would look at: a misspelled one would change nothing and look as if it had. */
function bodyReader({ piece }: Operation): (request: Request) => Input {
  return (request) => {
    const input = bodyOf(request);
    const [unknown] = unknownFields(wireSchema(piece.contract.input), input);
    if (unknown !== undefined) {
      const known = Object.keys(fieldsOf(piece.contract)).join(', ');
      const sentence = `There is no field “${unknown.slice(0, 100)}” here.`;
      throw invalid(`${sentence} It takes: ${known}.`, { [unknown]: sentence });
    }
    return input;
  };
}

function bodyOf(request: Request): Input {
  const body: unknown = request.body ?? {};
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AppError('bad_json', 400, 'Send a JSON object.');
  return { ...(body as Input) };
}

/** The parameters that an operation takes in its address, each with its JSON type. */
export function parametersOf({ piece, idField }: Operation): Map<string, Record<string, unknown>> {
  const schema = wireSchema(piece.contract.input) as { properties?: Record<string, Record<string, unknown>> };
  const nameOf = new Map(Object.entries(otherNames).map(([name, field]) => [field, name]));
  return new Map(
    Object.entries(schema.properties ?? {})
      .filter(([field]) => field !== idField)
      .map(([field, type]) => [nameOf.get(field) ?? field, type]),
  );
}

/**
 * Reads texts of an address as the contract's types: numbers, true and false, lists from commas. `filter[state]=open` is `state=open`, or a part of
 * `filter` where a list has such a text of its own.
 */
function queryReader(operation: Operation): (request: Request) => Input {
  // worked out with the first request: hundreds of addresses would make a start slower
  let parameters: ReturnType<typeof parametersOf> | undefined;
  return (request) => {
    const known = (parameters ??= parametersOf(operation));
    const hasFilter = known.has('filter');
    const input: Input = {};
    const conditions = new URLSearchParams();
    for (const [given, value] of new URL(request.originalUrl, 'http://kelp').searchParams) {
      const bracketed = /^filter\[([\w.-]+)\]$/.exec(given)?.[1];
      const name = bracketed ?? given;
      if (ofTheAnswer.has(name)) continue;
      if (bracketed !== undefined && hasFilter) conditions.append(bracketed, value);
      else input[otherNames[name] ?? name] = typed(value, known.get(name) ?? unknownParameter(name, known));
    }
    if (conditions.size > 0) input['filter'] = conditions.toString();
    return input;
  };
}

function unknownParameter(name: string, known: ReadonlyMap<string, unknown>): never {
  const names = [...known.keys(), 'fields'].join(', ');
  throw new AppError(
    'unknown_parameter',
    400,
    `There is no parameter "${name.slice(0, 60)}" here. It knows: ${names}.`,
  );
}

function typed(value: string, { type }: Record<string, unknown>): unknown {
  if (type === 'integer' || type === 'number') return value.trim() === '' ? value : Number(value);
  if (type === 'boolean') return { true: true, '1': true, false: false, '0': false }[value] ?? value;
  if (type === 'array') return value.split(',');
  return value;
}
