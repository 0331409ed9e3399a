import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { contactColumns, isContactOf } from '../contact-columns';
import { listContacts, type ContactCard } from '../contract';
import { escapeLike } from './list-clients';

/** Contacts by name, of one client or of all. */
export const listContactsQuery = defineQuery(listContacts, {
  permission: 'contact.read',
  run: async (ctx, { clientId, search, after, limit }) => {
    const cursor = readCursor(after, ['string', 'string']);
    const rows = await ctx.db.rows<ContactCard & { clientName: string | null }>(
      sql`select ${contactColumns}, c.name as client_name
          from contacts k left join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
          where k.tenant_id = ${ctx.tenant} and not k.is_inactive and ${ctx.visible('contact.read', 'k')}
            ${clientId ? sql`and ${isContactOf(clientId)}` : sql``}
            ${search ? sql`and ${matches(search)}` : sql``}
            ${cursor ? sql`and (lower(k.full_name), k.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql``}
          order by lower(k.full_name), k.id limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page,
      next: rows.length > limit && last ? writeCursor([last.fullName.toLowerCase(), last.id]) : null,
    };
  },
});

/** Fewer digits than these would find half the address book. */
const telling = 4;

function matches(search: string): Sql {
  const pattern = `%${escapeLike(search)}%`;
  const digits = search.replace(/\D/g, '');
  const byPhone =
    digits.length >= telling
      ? sql`or regexp_replace(k.phone, '\\D', '', 'g') like ${`%${digits}%`} or exists (
          select from jsonb_array_elements(k.phones) p where regexp_replace(p ->> 'number', '\\D', '', 'g') like ${`%${digits}%`})`
      : sql``;
  return sql`(k.full_name ilike ${pattern} or k.email ilike ${pattern} or k.other_emails::text ilike ${pattern} ${byPhone})`;
}
