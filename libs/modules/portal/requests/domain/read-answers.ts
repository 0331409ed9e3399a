import { isNothing, readValue, type Custom } from '@kelp/fields';
import { isUuid } from '@kelp/std';
import { askedFields, type FormField } from './form';

export interface ReadAnswers {
  /** As custom fields store values; colleagues by id. */
  values: Custom;
  /** The uploads that answer a question for files. */
  uploads: Record<string, string[]>;
  /** What is wrong, by key. */
  sentences: Record<string, string>;
}

const maxFiles = 20;

/** Answers as they came through a door, read by the form. Answers to questions that are not asked are left out. */
export function readAnswers(fields: readonly FormField[], raw: Readonly<Record<string, unknown>>): ReadAnswers {
  const read: ReadAnswers = { values: {}, uploads: {}, sentences: {} };
  const known = new Set(fields.map(({ key }) => key));
  for (const key of Object.keys(raw))
    if (!known.has(key)) read.sentences[key] = `There is no question “${key}” in this form. Load the form again.`;
  for (const field of askedFields(fields, raw)) readOne(field, raw[field.key], read);
  return read;
}

function readOne(field: FormField, raw: unknown, { values, uploads, sentences }: ReadAnswers): void {
  const { key, kind, isRequired } = field;
  if (isNothing(raw) || (kind === 'checkbox' && raw === false)) {
    if (isRequired) sentences[key] = kind === 'checkbox' ? 'Please confirm this.' : 'Please fill this in.';
    else if (raw === false) values[key] = false;
  } else if (kind === 'file') {
    const ids = Array.isArray(raw) ? raw.filter((id): id is string => typeof id === 'string' && isUuid(id)) : [];
    if (!Array.isArray(raw) || ids.length !== raw.length) sentences[key] = 'Attach the files again.';
    else if (ids.length > maxFiles) sentences[key] = `At most ${maxFiles} files.`;
    else uploads[key] = ids;
  } else {
    const options = field.options.map((option) => ({ ...option, isRetired: false }));
    const reading = readValue({ ...field, kind, options }, raw);
    if ('sentence' in reading) sentences[key] = reading.sentence;
    else values[key] = reading.value;
  }
}
