import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';

/** Ids of a client and of those that were merged into it, as a subselect: for lists of rows that keep the name they were written with. */
export const mergedClients = (ctx: ReadCtx, clientId: string): Sql =>
  sql`(select id from clients where tenant_id = ${ctx.tenant} and (id = ${clientId} or merged_into_id = ${clientId}))`;

/** The same for a contact. */
export const mergedContacts = (ctx: ReadCtx, contactId: string): Sql =>
  sql`(select id from contacts where tenant_id = ${ctx.tenant} and (id = ${contactId} or merged_into_id = ${contactId}))`;
