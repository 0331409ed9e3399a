import type { Migration } from '@kelp/platform/migrate';

export const sla: Migration = {
  name: '0006-sla',
  async up() {},
};
