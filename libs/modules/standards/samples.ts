import type { Samples } from '@kelp/testing';
import { standardImports } from './tables';

export const samples: Samples = {
  make: async (ctx) => {
    const made = await ctx.db.insert(standardImports, { kind: 'tag', importedBy: 'Olive', rows: [] });
    return { 'import of standard types': made.id };
  },
  inputs: {
    'standard_type.preview': (ids) => ({ kind: 'status', placeId: ids['board'] }),
    'standard_type.import': (ids) => ({ kind: 'status', placeId: ids['board'], types: [{ id: 'status.new' }] }),
    'standard_type.undo_import': (ids) => ({ id: ids['import of standard types'] }),
  },
};
