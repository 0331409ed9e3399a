import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listWebhooks } from '../contract';
import { readWebhooks } from './read-webhooks';

/** Every webhook of the workspace with its health. */
export const listWebhooksQuery = defineQuery(listWebhooks, {
  permission: 'webhook.read',
  run: async (ctx) => ({ rows: await readWebhooks(ctx, sql`true`) }),
});
