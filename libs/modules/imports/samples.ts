import type { Samples } from '@kelp/testing';
import { externalRefs, importRows, imports } from './tables';

export const samples: Samples = {
  make: async (ctx, ids) => {
    const made = await ctx.db.insert(imports, {
      userId: ids['user'] ?? '',
      kind: 'clients',
      system: 'csv',
      state: 'mapping',
      fileName: 'clients.csv',
      fileSize: 20n,
      sha256: '0'.repeat(64),
      columns: ['Name'],
      mapping: { name: 0 },
      total: 1,
    });
    await ctx.db.insertMany(importRows, [{ importId: made.id, line: 2, cells: ['Imported Inc.'] }]);
    await ctx.db.insert(externalRefs, {
      system: 'csv',
      entity: 'client',
      externalId: '17',
      entityId: ids['client'] ?? '',
      importId: made.id,
    });
    return { import: made.id };
  },
  inputs: {
    'import.list': () => ({}),
    'import.kinds': () => ({}),
    'import.get': (ids) => ({ id: ids['import'] }),
    'import.rows': (ids) => ({ id: ids['import'] }),
    'import.failed_rows': (ids) => ({ id: ids['import'] }),
    'import.create': (ids) => ({ uploadId: ids['upload'] ?? ids['import'], kind: 'clients' }),
    'import.map': (ids) => ({ id: ids['import'], mapping: { name: 0 } }),
    'import.check': (ids) => ({ id: ids['import'] }),
    'import.run': (ids) => ({ id: ids['import'] }),
    'import.stop': (ids) => ({ id: ids['import'] }),
    'import.undo': (ids) => ({ id: ids['import'] }),
    'import.delete': (ids) => ({ id: ids['import'] }),
  },
};
