import type { ListedField } from '@kelp/fields/contract';
import type { FilterOption } from '@kelp/ui';
import { t, type StringKey } from './strings';

/** How conditions and columns call a custom field. */
export const fieldName = ({ key }: Pick<ListedField, 'key'>): string => `field.${key}`;

const days = ['today', 'last:30d', 'next:30d', 'next:90d', 'overdue'];
const said = (value: string): FilterOption => ({ value, label: t(`range.${value.replace(':', '.')}` as StringKey) });

/** The values of a field that can be listed. */
function listed({ kind, options }: ListedField, people: readonly { id: string; name: string }[]): FilterOption[] {
  switch (kind) {
    case 'select':
    case 'multi_select':
      return options.map(({ key, label }) => ({ value: key, label }));
    case 'checkbox':
      return [
        { value: 'yes', label: t('filter.yes') },
        { value: 'no', label: t('filter.no') },
      ];
    case 'person':
      return [{ value: 'me', label: t('me') }, ...people.map(({ id, name }) => ({ value: id, label: name }))];
    case 'date':
    case 'date_time':
      return days.map(said);
    default:
      return [];
  }
}

/** What a filter by this field offers: its values, those in force, whether it is filled. */
export function fieldOptions(
  field: ListedField,
  people: readonly { id: string; name: string }[],
  chosen: readonly string[],
): FilterOption[] {
  const usual = [
    ...listed(field, people),
    { value: 'any', label: t('filter.any') },
    { value: 'none', label: t('filter.empty') },
  ];
  const own = chosen.filter((value) => !usual.some((option) => option.value === value));
  return [...own.map((value) => ({ value, label: value.replace('..', ' – ') })), ...usual];
}

const typed = new Set(['text', 'url', 'number', 'money', 'date', 'date_time']);

/** What somebody types is a choice of its own where values cannot be listed: a text, or a range such as `10..20`. */
export function typedOption(field: ListedField): ((text: string) => Promise<FilterOption[]>) | undefined {
  if (!typed.has(field.kind)) return undefined;
  return async (text) => {
    const value = text.trim().slice(0, 200);
    return value === '' ? [] : [{ value, label: value.replace('..', ' – ') }];
  };
}
