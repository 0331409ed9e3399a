import type { Migration } from '@kelp/platform/migrate';

export const contracts: Migration = {
  name: '0008-contracts',
  async up() {},
};
