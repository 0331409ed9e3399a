import { defineNarrowing } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { webhookDeliveries } from './tables';

/** Deliveries carry facts of every record as they were sent: whom a pack narrows sees none. */
export const deliveryNarrowing = defineNarrowing('webhook_delivery', webhookDeliveries, { always: () => sql`false` });
