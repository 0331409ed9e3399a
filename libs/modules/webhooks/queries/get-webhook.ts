import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getWebhook } from '../contract';
import { readWebhooks } from './read-webhooks';

/** One webhook with its health. */
export const getWebhookQuery = defineQuery(getWebhook, {
  permission: 'webhook.read',
  run: async (ctx, { id }) => {
    const [found] = await readWebhooks(ctx, sql`e.id = ${id}`);
    if (!found) throw notFound('webhook');
    return found;
  },
});
