import type { Kind } from '@kelp/fields/contract';

/** What a form of the catalogue may ask: the kinds of custom fields that a client can fill, a colleague (a contact of the own client), and files. */
export const formKinds = [
  'text',
  'long_text',
  'number',
  'date',
  'date_time',
  'select',
  'multi_select',
  'checkbox',
  'url',
  'contact',
  'file',
] as const satisfies readonly (Kind | 'file')[];
export type FormKind = (typeof formKinds)[number];

export interface FormOption {
  key: string;
  label: string;
}

export interface FormField {
  key: string;
  label: string;
  hint: string;
  kind: FormKind;
  options: FormOption[];
  isRequired: boolean;
  /** Asked only where an earlier question has this answer: an option's key, or yes or no. */
  onlyIf: { key: string; value: string | boolean } | null;
}

/** What the ticket of a request begins with; what is null comes from the board. */
export interface TicketPlan {
  /** With `{{key}}` for answers, `{{form}}` and `{{requester}}`. */
  title: string;
  boardId: string | null;
  typeId: string | null;
  categoryId: string | null;
  subcategoryId: string | null;
  priorityId: string | null;
  checklistTemplateId: string | null;
}

/** Everything about a form that a version keeps. */
export interface FormContent {
  name: string;
  description: string;
  fields: FormField[];
  needsApproval: boolean;
  /** Its price is shown. */
  serviceId: string | null;
  ticket: TicketPlan;
}

/** The questions that are asked after these answers: an answer to a question that is not asked counts as none. */
export function askedFields<F extends Pick<FormField, 'key' | 'kind' | 'onlyIf'>>(
  fields: readonly F[],
  answers: Readonly<Record<string, unknown>>,
): F[] {
  const asked = new Set<string>();
  return fields.filter(({ key, onlyIf }) => {
    const isAsked = !onlyIf || (asked.has(onlyIf.key) && (answers[onlyIf.key] ?? false) === onlyIf.value);
    if (isAsked) asked.add(key);
    return isAsked;
  });
}

/** What a title may name beside the keys of the form. */
export const ownPlaces = ['form', 'requester'] as const;

const place = /\{\{\s*([a-z0-9_]+)\s*\}\}/g;

/** The title with its places filled in, on one line of at most 300 characters; places without an answer are left out. */
export function fillTitle(title: string, words: Readonly<Record<string, string>>): string {
  const filled = title.replace(place, (_, name: string) => words[name] ?? '');
  return filled.replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** The first place of a title that the form cannot fill, or null. */
export function unknownPlace(title: string, keys: readonly string[]): string | null {
  const known = new Set<string>([...keys, ...ownPlaces]);
  const rest = title.replace(place, (whole, name: string) => (known.has(name) ? '' : whole));
  const at = rest.indexOf('{{');
  return at === -1 ? null : rest.slice(at, at + 30);
}
