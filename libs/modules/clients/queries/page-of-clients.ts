import { readSortedCursor, staleCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import type { z } from '@kelp/kernel/contract';
import { keyword, sql, type Sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { hasTag, tagsOf } from '@kelp/tags';
import type { ClientRow, ClientSort, listClients } from '../contract';
import { familyOf } from '../family-of';
import { healthColumns, toHealth, type FlatHealth, type HealthColumns } from '../health';
import { escapeLike } from './escape-like';

type Wish = Omit<z.output<typeof listClients.input>, 'withHealth'>;
type Flat = Omit<ClientRow, 'health'> & Partial<FlatHealth> & { key: string };

interface Order {
  key: Sql;
  /** The type that the cursor's text is read as. */
  type: 'text' | 'bigint';
  /** The figures that it sorts by. */
  of?: 'tickets' | 'money';
}

const contactCount = sql`(select count(*)::int from contacts k where k.tenant_id = c.tenant_id and k.client_id = c.id and not k.is_inactive)`;

/** By name for reading; by figures for seeing who needs care: broken promises weigh more than those at risk, old debts more than many. */
const orders: Record<ClientSort, Order> = {
  name: { key: sql`lower(c.name)`, type: 'text' },
  since: { key: sql`(extract(epoch from c.created_at) * 1000000)::bigint`, type: 'bigint' },
  contacts: { key: sql`${contactCount}::bigint`, type: 'bigint' },
  tickets: { key: sql`tickets.open::bigint`, type: 'bigint', of: 'tickets' },
  sla: { key: sql`(tickets.breached::bigint * 1000000 + tickets."atRisk")`, type: 'bigint', of: 'tickets' },
  overdue: { key: sql`money.days::bigint`, type: 'bigint', of: 'money' },
};

/**
 * A page of the clients that a filter lets through, in order, with their figures where these are asked for: one statement. Throws invalid for
 * an order by figures that the reader may not see, and for a cursor of another order.
 */
export async function pageOfClients(ctx: ReadCtx, wish: Wish, withHealth: boolean) {
  const { sort = 'name', direction = 'asc', limit } = wish;
  const order = orders[sort];
  const health = withHealth || order.of ? await healthColumns(ctx) : null;
  if (order.of && !health?.has(order.of))
    throw invalid('You cannot sort clients by figures that you may not see. Sort them by name.', {
      sort: 'Choose another order.',
    });
  const rows = await ctx.db.rows<Flat>(pageSql(ctx, wish, order, withHealth ? health : null, order.of ? health : null));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => toRow(row, withHealth)),
    next: rows.length > limit && last ? writeCursor([sort, direction, last.key, last.id]) : null,
  };
}

function pageSql(ctx: ReadCtx, wish: Wish, order: Order, shown: HealthColumns | null, by: HealthColumns | null): Sql {
  const { direction = 'asc', limit } = wish;
  return sql`with page as materialized (
      select c.id, ${order.key} as key from clients c ${by?.from ?? sql``}
      where c.tenant_id = ${ctx.tenant} and ${ctx.visible('client.read', 'c')} and c.merged_into_id is null
        ${conditions(ctx, wish)} ${behind(wish, order)}
      order by ${order.key} ${keyword(direction)}, c.id ${keyword(direction)} limit ${limit + 1})
    select c.id, c.name, c.type, c.lifecycle, c.is_inactive, c.created_at, ${contactCount} as contact_count, u.name as account_manager,
      coalesce(nullif(l.city, ''), l.name) as place, ${tagsOf('client', 'c')} as tags, page.key::text as key
      ${shown ? sql`, ${shown.select}` : sql``}
    from page join clients c on c.tenant_id = ${ctx.tenant} and c.id = page.id
      left join client_locations l on l.tenant_id = c.tenant_id and l.client_id = c.id and l.is_default
      left join users u on u.tenant_id = c.tenant_id and u.id = c.account_manager_id
      ${shown?.from ?? sql``}
    order by page.key ${keyword(direction)}, c.id ${keyword(direction)}`;
}

function behind({ after, sort = 'name', direction = 'asc' }: Wish, { key, type }: Order): Sql {
  const cursor = readSortedCursor(after, { sort, direction, values: 2 });
  if (!cursor) return sql``;
  const [value = '', id = ''] = cursor;
  if (type === 'bigint' && !/^-?\d{1,18}$/.test(value)) throw staleCursor();
  const place = type === 'text' ? sql`${value}` : sql`${value}::bigint`;
  return sql`and (${key}, c.id) ${direction === 'asc' ? sql`>` : sql`<`} (${place}, ${id}::uuid)`;
}

/** By what a client is, who looks after it, the family it belongs to, and the words typed. */
function conditions(ctx: ReadCtx, wish: Wish): Sql {
  const { search, includeInactive, onlyInactive, tagIds, type, lifecycle, accountManagerId, hasNoManager } = wish;
  const words = search?.trim();
  return sql`${onlyInactive ? sql`and c.is_inactive` : includeInactive ? sql`` : sql`and not c.is_inactive`}
    ${tagIds && tagIds.length > 0 ? sql`and ${hasTag('client', 'c', tagIds)}` : sql``}
    ${type ? sql`and c.type = ${type}` : sql``}
    ${lifecycle ? sql`and c.lifecycle = ${lifecycle}` : sql``}
    ${accountManagerId ? sql`and c.account_manager_id = ${accountManagerId}` : sql``}
    ${hasNoManager ? sql`and c.account_manager_id is null` : sql``}
    ${wish.familyOf ? sql`and c.id in ${familyOf(ctx, wish.familyOf)}` : sql``}
    ${words ? sql`and ${matches(`%${escapeLike(words)}%`)}` : sql``}`;
}

const matches = (pattern: string): Sql =>
  sql`(c.name ilike ${pattern} or exists (select from unnest(c.aliases) a where a ilike ${pattern}) or exists (
    select 1 from client_email_domains d where d.tenant_id = c.tenant_id and d.client_id = c.id and d.domain ilike ${pattern}))`;

function toRow({ key: _key, tickets, money, ...row }: Flat, withHealth: boolean): ClientRow {
  return withHealth ? { ...row, health: toHealth({ tickets: tickets ?? null, money: money ?? null }) } : row;
}
