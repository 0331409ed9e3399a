import type { Samples } from '@kelp/testing';
import { fieldDefinitions, fieldValues } from './tables';

export const samples: Samples = {
  make: async (ctx) => {
    const field = await ctx.db.insert(fieldDefinitions, {
      entity: 'client',
      key: 'floor',
      label: 'Floor',
      kind: 'text',
    });
    await ctx.db.insertMany(fieldValues, [{ fieldId: field.id, value: 'third', entityId: ctx.newId() }]);
    return { field: field.id };
  },
  inputs: {
    'field.list': () => ({ entity: 'client' }),
    'field.choices': () => ({ kind: 'contact' }),
    'field.form': (ids) => ({ entity: 'ticket', boardId: ids['board'] }),
    'field.record': (ids) => ({ entity: 'ticket', id: ids['ticket'] }),
    'field.create': (ids) => ({
      entity: 'ticket',
      key: 'serial_number',
      label: 'Serial number',
      kind: 'text',
      rules: { boardIds: [ids['board']] },
    }),
    'field.update': (ids) => ({ id: ids['field'], label: 'Storey' }),
    'field.delete': (ids) => ({ id: ids['field'] }),
    'field.order': (ids) => ({ entity: 'client', ids: [ids['field']] }),
  },
};
