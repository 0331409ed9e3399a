import { readSortedCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import type { z } from '@kelp/kernel/contract';
import { keyword, list, sql, type Sql } from '@kelp/platform/db';
import { hasTag } from '@kelp/tags';
import { contactColumns, isContactOf } from '../contact-columns';
import type { ContactRow, ContactSort, listContacts } from '../contract';
import { escapeLike } from './escape-like';

type Wish = z.output<typeof listContacts.input>;

/** Those without a client come last, in their order by name. */
const keys: Record<ContactSort, readonly Sql[]> = {
  name: [sql`lower(k.full_name)`],
  client: [sql`coalesce(lower(c.name), '￿')`, sql`lower(k.full_name)`],
};

/** A page of the contacts that a filter lets through, in order. Throws invalid for a cursor of another order. */
export async function pageOfContacts(ctx: ReadCtx, wish: Wish): Promise<{ rows: ContactRow[]; next: string | null }> {
  const { sort = 'name', direction = 'asc', limit } = wish;
  const order = [...keys[sort], sql`k.id`];
  const rows = await ctx.db.rows<ContactRow & { place: string[] }>(
    sql`select ${contactColumns}, c.name as client_name, array[${list(keys[sort])}] as place
        from contacts k left join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
        where k.tenant_id = ${ctx.tenant} and k.merged_into_id is null and ${ctx.visible('contact.read', 'k')}
          ${conditions(wish)} ${behind(wish, order)}
        order by ${list(order.map((key) => sql`${key} ${keyword(direction)}`))} limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ place: _place, ...row }) => row),
    next: rows.length > limit && last ? writeCursor([sort, direction, ...last.place, last.id]) : null,
  };
}

function behind({ after, sort = 'name', direction = 'asc' }: Wish, order: readonly Sql[]): Sql {
  const values = readSortedCursor(after, { sort, direction, values: order.length });
  if (!values) return sql``;
  const place = values.map((value, at) => (at === order.length - 1 ? sql`${value}::uuid` : sql`${value}`));
  return sql`and (${list(order)}) ${direction === 'asc' ? sql`>` : sql`<`} (${list(place)})`;
}

function conditions({ clientId, search, includeInactive, onlyInactive, tagIds, isVip }: Wish): Sql {
  const words = search?.trim();
  return sql`${onlyInactive ? sql`and k.is_inactive` : includeInactive ? sql`` : sql`and not k.is_inactive`}
    ${clientId ? sql`and ${isContactOf(clientId)}` : sql``}
    ${tagIds && tagIds.length > 0 ? sql`and ${hasTag('contact', 'k', tagIds)}` : sql``}
    ${isVip === undefined ? sql`` : sql`and k.is_vip = ${isVip}`}
    ${words ? sql`and ${matches(words)}` : sql``}`;
}

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
