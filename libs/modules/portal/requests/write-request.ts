import { valueWords, type Custom } from '@kelp/fields';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { takeUploads } from '@kelp/tickets';
import { colleaguesOf } from './colleagues';
import { askedFields, type FormField } from './domain/form';
import { readAnswers } from './domain/read-answers';
import type { OfferedForm } from './offered-forms';
import { pricesFor } from './price-of';
import { serviceRequestAttachments, serviceRequestSubmissions, type Answer } from './tables';

type File = Awaited<ReturnType<typeof takeUploads>>[number] & { fieldKey: string };

/** Who asks for what: the contact is whose request it is, the user who filled in the form. */
export interface Asked {
  clientId: string;
  contactId: string | null;
  /** The form that was filled in. */
  versionId: string;
  answers: Record<string, unknown>;
}

/** Writes what was asked for by a form, with its files and the price that was shown. It waits; the caller decides whether it has to. */
export async function writeRequest(
  ctx: Ctx,
  { id: definitionId, versionId, content }: OfferedForm,
  { clientId, contactId, answers: given, versionId: filled }: Asked,
): Promise<Row<typeof serviceRequestSubmissions>> {
  if (versionId !== filled)
    throw refused('service_request.form_changed', 'This form has changed meanwhile. Load the page again.');
  const { values, uploads, sentences } = readAnswers(content.fields, given);
  const names = await colleagueNames(ctx, clientId, content.fields, values, sentences);
  refuse(sentences);
  const files = await takeFiles(ctx, uploads);
  const prices = await pricesFor(ctx, clientId, [content.serviceId]);
  const request = await ctx.db.insert(serviceRequestSubmissions, {
    id: ctx.newId(),
    definitionId,
    versionId,
    clientId,
    contactId,
    userId: ctx.actor.id ?? '',
    answers: answersOf(askedFields(content.fields, given), values, files, names),
    price: content.serviceId ? (prices.get(content.serviceId) ?? null) : null,
    state: 'submitted',
  });
  await ctx.db.insertMany(
    serviceRequestAttachments,
    files.map((file) => ({ ...file, serviceRequestId: request.id })),
  );
  return request;
}

/** The names of the colleagues that were chosen; those who are no people of the client are refused like unknown ones. */
async function colleagueNames(
  ctx: Ctx,
  clientId: string,
  fields: readonly FormField[],
  values: Custom,
  sentences: Record<string, string>,
): Promise<Map<string, string>> {
  const asked = fields.filter(({ kind, key }) => kind === 'contact' && values[key] !== undefined);
  if (asked.length === 0) return new Map();
  const rows = await colleaguesOf(
    ctx,
    clientId,
    asked.map(({ key }) => String(values[key])),
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  for (const { key } of asked)
    if (!names.has(String(values[key]))) sentences[key] = 'This person does not exist. Choose another one.';
  return names;
}

/** Throws `invalid` with a sentence per question, under `custom.<key>` as the fields of a ticket have it. */
function refuse(sentences: Record<string, string>): void {
  const wrong = Object.entries(sentences);
  if (wrong.length === 0) return;
  throw invalid(
    'Some answers are not right yet. Correct the marked ones and send again.',
    Object.fromEntries(wrong.map(([key, sentence]) => [`custom.${key}`, sentence])),
  );
}

async function takeFiles(ctx: Ctx, uploads: Record<string, string[]>): Promise<File[]> {
  const files: File[] = [];
  for (const [fieldKey, ids] of Object.entries(uploads))
    for (const file of await takeUploads(ctx, ids)) files.push({ ...file, fieldKey });
  return files;
}

function answersOf(
  asked: readonly FormField[],
  values: Custom,
  files: readonly File[],
  names: ReadonlyMap<string, string>,
): Answer[] {
  return asked.flatMap((field): Answer[] => {
    const { key, label, kind } = field;
    if (kind === 'file') {
      const own = files.filter(({ fieldKey }) => fieldKey === key).map(({ filename }) => filename);
      return own.length === 0 ? [] : [{ key, label, kind, words: own.join(', '), value: null }];
    }
    const value = values[key];
    if (value === undefined) return [];
    const options = field.options.map((option) => ({ ...option, isRetired: false }));
    return [{ key, label, kind, words: valueWords({ ...field, kind, options }, value, names), value }];
  });
}
