import { sql, type Sql } from '@kelp/platform/db';
import { tagsOf } from '@kelp/tags';

/** What a card shows of a contact `k`. */
export const contactColumns = sql`k.id, k.full_name, k.email, k.phone, k.phones, k.other_emails, k.is_external, k.title, k.is_vip, k.locale, k.channel, k.is_inactive,
  k.client_id, k.version, k.custom, ${tagsOf('contact', 'k')} as tags`;

/** Contacts `k` whose own client this is, or who belong to it beside their own. */
export const isContactOf = (clientId: string): Sql =>
  sql`(k.client_id = ${clientId} or exists (
    select from contact_clients m where m.tenant_id = k.tenant_id and m.contact_id = k.id and m.client_id = ${clientId}))`;
