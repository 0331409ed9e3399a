import { keyFor, withKeys } from '@kelp/fields/contract';
import type { RequestContent, RequestField, ServiceRequestDefinition } from '../../requests/contract';
import { ownPlaces } from '../../requests/domain/form';

interface Named {
  id: string;
  name: string;
}

/** A form as it is edited: its content and whom it is for; null is everybody. */
export interface FormDraft extends RequestContent {
  clients: Named[] | null;
  roleIds: string[] | null;
}

export const draftOf = ({
  draft,
  clients,
  roles,
  isForAllClients,
  isForAllRoles,
}: ServiceRequestDefinition): FormDraft => ({
  ...draft,
  clients: isForAllClients ? null : clients,
  roleIds: isForAllRoles ? null : roles.map(({ id }) => id),
});

export const inputOf = ({ clients, roleIds, ...content }: FormDraft) => ({
  ...content,
  clientIds: clients && clients.map(({ id }) => id),
  roleIds,
});

/** A question without a key yet gets one from its label, unlike those of the others and unlike what titles use. */
export function freshKey(label: string, others: readonly RequestField[]): string {
  const taken = new Set<string>([...ownPlaces, ...others.map(({ key }) => key)]);
  const stem = keyFor(label, 'question').slice(0, 36);
  let key = stem;
  for (let n = 2; taken.has(key); n += 1) key = `${stem}_${n}`;
  return key;
}

/** Options written one to a line; those that were there before keep their keys. */
export function optionsOf(lines: string, before: RequestField['options']): RequestField['options'] {
  const labels = [...new Set(lines.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  const keyed = withKeys(
    labels.map((label) => ({ key: before.find((one) => one.label === label)?.key, label, isRetired: false })),
  );
  return keyed.map(({ key, label }) => ({ key, label }));
}

interface Condition {
  field: RequestField;
  value: string | boolean;
  words: string;
}

/** The answers of earlier questions on which another one may depend. */
export const conditionsOf = (earlier: readonly RequestField[], yes: string, no: string): Condition[] =>
  earlier.flatMap((field): Condition[] => {
    if (field.kind === 'checkbox')
      return [
        { field, value: true, words: yes },
        { field, value: false, words: no },
      ];
    if (field.kind !== 'select') return [];
    return field.options.map(({ key, label }) => ({ field, value: key, words: label }));
  });
