import type { Migration } from '@kelp/platform/migrate';

export const notifications: Migration = {
  name: '0010-notifications',
  async up() {},
};
