import type { Migration } from '@kelp/platform/migrate';

export const time: Migration = {
  name: '0007-time',
  async up() {},
};
