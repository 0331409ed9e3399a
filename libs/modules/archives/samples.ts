import type { Samples } from '@kelp/testing';
import { workspaceArchives } from './tables';

export const samples: Samples = {
  make: async (ctx, ids) => {
    const { id } = await ctx.db.insert(workspaceArchives, {
      userId: ids['user'] ?? '',
      state: 'failed',
      problem: 'Sample',
    });
    return { archive: id };
  },
  inputs: {
    'workspace_archive.list': () => ({}),
    'workspace_archive.request': () => ({}),
    'workspace_archive.open': (ids) => ({ id: ids['archive'] }),
    'workspace_archive.file': (ids) => ({ id: ids['archive'] }),
    'workspace_archive.delete': (ids) => ({ id: ids['archive'] }),
  },
};
