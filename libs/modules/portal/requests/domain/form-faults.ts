import { ownPlaces, unknownPlace, type FormContent, type FormField } from './form';

const choosing: readonly FormField['kind'][] = ['select', 'multi_select'];

/** What is wrong with a form, a sentence for each place such as `fields.2.options`; empty when it holds together. */
export function formFaults({ fields, ticket }: Pick<FormContent, 'fields' | 'ticket'>): Record<string, string> {
  const faults: Record<string, string> = {};
  fields.forEach((field, at) => {
    const earlier = fields.slice(0, at);
    const put = (part: string, sentence: string | undefined) => {
      if (sentence) faults[`fields.${at}.${part}`] ??= sentence;
    };
    if (earlier.some(({ key }) => key === field.key)) put('key', `Two questions have the key “${field.key}”.`);
    if (ownPlaces.some((name) => name === field.key)) put('key', 'Titles of tickets use this key. Choose another one.');
    put('options', optionFault(field));
    put('onlyIf', conditionFault(field, earlier));
  });
  const stray = unknownPlace(
    ticket.title,
    fields.map(({ key }) => key),
  );
  if (stray) faults['ticket.title'] = `“${stray}” is no question of this form.`;
  return faults;
}

function optionFault({ kind, options }: FormField): string | undefined {
  if (!choosing.includes(kind)) return options.length > 0 ? 'Only choices have options.' : undefined;
  if (options.length === 0) return 'A choice needs at least one option.';
  const labels = options.map(({ label }) => label.toLowerCase());
  const twice = options.find(({ label }, at) => labels.indexOf(label.toLowerCase()) !== at);
  if (twice) return `There are two options “${twice.label}”. Give each its own name.`;
  const keys = options.map(({ key }) => key);
  return keys.some((key, at) => keys.indexOf(key) !== at) ? 'Two options have the same key.' : undefined;
}

function conditionFault({ onlyIf }: FormField, earlier: readonly FormField[]): string | undefined {
  if (!onlyIf) return undefined;
  const asked = earlier.find(({ key }) => key === onlyIf.key);
  if (!asked) return 'A question can depend only on one that stands before it.';
  if (asked.kind === 'checkbox' && typeof onlyIf.value === 'boolean') return undefined;
  if (asked.kind === 'select' && asked.options.some(({ key }) => key === onlyIf.value)) return undefined;
  return `“${asked.label}” cannot have this answer. Choose one of its options.`;
}
