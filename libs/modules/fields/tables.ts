import { bareTenantColumns, boolean, integer, json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { Entity } from '@kelp/tags';
import type { FieldOption, FieldValue, Kind } from './domain/kinds';

/** When a field must be filled and what clients see of it. */
export interface FieldRules {
  /** The boards whose tickets have the field; none for all. */
  boardIds: string[];
  isRequiredOnCreate: boolean;
  isRequiredOnClose: boolean;
  portal: 'hidden' | 'visible' | 'editable';
}

export const fieldDefinitions = tenantColumns(
  'field_definitions',
  {
    entity: text<Entity>(),
    key: text(),
    label: text(),
    hint: text().withDefault(),
    kind: text<Kind>(),
    options: json<FieldOption[]>().withDefault(),
    rules: json<FieldRules>().withDefault(),
    defaultValue: json<FieldValue | null>().orNull(),
    position: integer().withDefault(),
    isRetired: boolean().withDefault(),
  },
  {
    noun: 'custom field',
    conflicts: {
      field_definitions_entity_key_unique:
        'There is already a field with this key. Choose another key, or change that field.',
    },
  },
);

/** The values of `custom` columns as texts that an index can serve under row-level security; written in the same transaction. */
export const fieldValues = bareTenantColumns('field_values', { fieldId: uuid(), value: text(), entityId: uuid() });
