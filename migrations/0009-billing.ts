import type { Migration } from '@kelp/platform/migrate';

export const billing: Migration = {
  name: '0009-billing',
  async up() {},
};
