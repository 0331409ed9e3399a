import { defineEvent, z } from '@kelp/kernel';
import { entities } from '@kelp/tags';

/** A form looks different from now on: a field was made, changed, ordered, retired or deleted. */
export const fieldsChanged = defineEvent(
  'custom_field.changed',
  1,
  z.object({ entity: z.enum(entities), keys: z.array(z.string()) }),
);
