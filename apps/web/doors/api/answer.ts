import type { Request, Response } from 'express';
import { AppError } from '@kelp/std';
import type { Operation } from './operations';

type Row = Record<string, unknown>;

/** A page carries its cursor in `meta.next_cursor`, what else it says in `meta` too; anything else is `data` alone. */
export function envelope(output: unknown): { data: unknown; meta?: Row } {
  if (!isRow(output) || !Array.isArray(output['rows']) || !('next' in output)) return { data: output ?? null };
  const { rows, next, ...more } = output;
  return { data: rows, meta: { next_cursor: next, ...more } };
}

/** Answers an operation: the record's version as ETag, the address of what was made, only the fields that were asked for. */
export function sendAnswer(operation: Operation, request: Request, response: Response, output: unknown): void {
  const { data, meta } = envelope(output);
  if (isRow(data) && typeof data['version'] === 'number') response.setHeader('etag', `"${data['version']}"`);
  if (operation.status === 201 && isRow(data) && typeof data['id'] === 'string')
    response.setHeader('location', `/api/v1/${operation.resource}/${data['id']}`);
  const wanted = operation.method === 'get' ? wantedFields(request) : null;
  response
    .status(operation.status)
    .setHeader('cache-control', 'private, no-cache')
    .json({ data: wanted ? pick(data, wanted) : data, ...(meta ? { meta } : {}) });
}

function wantedFields(request: Request): Set<string> | null {
  const { fields } = request.query;
  if (fields === undefined) return null;
  const names = String(fields)
    .split(',')
    .map((name) => name.trim());
  if (!names.every((name) => /^\w{1,60}$/.test(name)))
    throw new AppError('unknown_parameter', 400, 'Name fields of the answer, separated by commas: fields=id,title.');
  return new Set(['id', ...names]);
}

/** An optional field may be missing in a row, so a name that it lacks is left out. */
function pick(data: unknown, wanted: Set<string>): unknown {
  if (Array.isArray(data)) return data.map((row) => pick(row, wanted));
  return isRow(data) ? Object.fromEntries(Object.entries(data).filter(([name]) => wanted.has(name))) : data;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
