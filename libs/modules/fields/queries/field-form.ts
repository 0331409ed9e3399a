import { defineQuery } from '@kelp/kernel';
import { fieldForm } from '../contract';
import { isOnForm, readFields, toCard } from '../definitions';

/** The fields that a new record is asked for; of a ticket those of its board. */
export const fieldFormQuery = defineQuery(fieldForm, {
  permission: 'custom_field.read',
  run: async (ctx, { entity, boardId }) => ({
    fields: (await readFields(ctx, entity)).filter((field) => isOnForm(field, boardId ?? null)).map(toCard),
  }),
});
