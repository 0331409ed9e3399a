import { identifier, join, keyword, list, sql, type Sql } from '@kelp/platform/db';
import type { NamedSort } from '../contract/tickets';

type KeyType = 'bool' | 'int4' | 'int8' | 'text' | 'timestamptz' | 'uuid';

/** One of the values by which rows are in order, none of them ever null, over `t` and (where the sort has one) `g`. */
interface Key {
  sql: Sql;
  type: KeyType;
}

/** A way to order tickets. All keys run in one direction, the last one is unique, so a cursor neither loses nor repeats a row. */
export interface TicketOrder {
  keys: readonly Key[];
  /** Joins what the keys need besides the ticket. */
  join: Sql;
  /** Rows `(id, k0, k1 …)` behind `cursor`, read in order from indexes: for filters that let through more than can be sorted at once. */
  walk(from: Walk): Sql;
}

export interface Walk {
  tenant: string;
  where: Sql;
  cursor: readonly string[] | undefined;
  direction: 'asc' | 'desc';
  limit: number;
}

const noId = '00000000-0000-0000-0000-000000000000';
const name = (at: number) => identifier(`k${at}`);
const cast = (value: string, type: KeyType) => sql`${value}::${identifier(type)}`;
const sign = (direction: Walk['direction']) => (direction === 'asc' ? sql`>` : sql`<`);

/** The keys as columns `k0`, `k1` … */
export const keyColumns = (keys: readonly Key[]): Sql => list(keys.map((key, at) => sql`${key.sql} as ${name(at)}`));

/** `alias.k0 asc, alias.k1 asc …` */
export const orderBy = (keys: readonly Key[], alias: string, direction: Walk['direction']): Sql =>
  list(keys.map((_key, at) => sql`${identifier(alias)}.${name(at)} ${keyword(direction)}`));

/** Rows behind the cursor. */
export function behind(keys: readonly Key[], cursor: readonly string[] | undefined, direction: Walk['direction']): Sql {
  if (!cursor) return sql`true`;
  const left = list(keys.map((key) => key.sql));
  const right = list(keys.map((key, at) => cast(cursor[at] ?? '', key.type)));
  return keys.length === 1 ? sql`${left} ${sign(direction)} ${right}` : sql`(${left}) ${sign(direction)} (${right})`;
}

const shapes: Record<KeyType, RegExp> = {
  bool: /^(true|false)$/,
  int4: /^-?\d{1,9}$/,
  int8: /^-?\d{1,18}$/,
  text: /^[^\u0000]*$/,
  timestamptz: /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

/** Whether these values can be a cursor of these keys. */
export const fitsKeys = (keys: readonly Key[], values: readonly string[]): boolean =>
  values.length === keys.length && keys.every(({ type }, at) => shapes[type].test(values[at] ?? ''));

/** A sort by columns of the ticket that are never empty; an index has them in this order. */
function plain(...keys: Key[]): TicketOrder {
  return {
    keys,
    join: sql``,
    walk: ({ where, cursor, direction, limit }) =>
      sql`select t.id, ${keyColumns(keys)} from tickets t where ${where} and ${behind(keys, cursor, direction)}
          order by ${list(keys.map((key) => sql`${key.sql} ${keyword(direction)}`))} limit ${limit}`,
  };
}

const ticketKey: Key = { sql: sql`t.id`, type: 'uuid' };

/** The parts of an order in which rows without a value come last (first, when it is turned around). `cursor[0]` says in which part it stands. */
function inParts({ cursor, direction }: Walk, withValue: () => Sql, without: () => Sql): Sql {
  const isInFirst = cursor?.[0] === (direction === 'asc' ? 'false' : 'true');
  const [first, second] = direction === 'asc' ? [withValue, without] : [without, withValue];
  const parts = !cursor || isInFirst ? [first(), second()] : [second()];
  return join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  );
}

/** A sort by a moment that a ticket may not have. */
function byMoment(column: Sql): TicketOrder {
  const keys: Key[] = [
    { sql: sql`${column} is null`, type: 'bool' },
    { sql: sql`coalesce(${column}, 'epoch'::timestamptz)`, type: 'timestamptz' },
    ticketKey,
  ];
  return {
    keys,
    join: sql``,
    walk: (from) => {
      const { where, cursor, direction, limit } = from;
      const own: Key[] = [{ sql: column, type: 'timestamptz' }, ticketKey];
      const isIn = (part: 'true' | 'false') => cursor?.[0] === part;
      return sql`select * from (${inParts(
        from,
        () => sql`select t.id, false as k0, ${column} as k1, t.id as k2 from tickets t
          where ${where} and ${column} is not null and ${behind(own, isIn('false') ? cursor?.slice(1) : undefined, direction)}
          order by ${column} ${keyword(direction)}, t.id ${keyword(direction)} limit ${limit}`,
        () => sql`select t.id, true as k0, 'epoch'::timestamptz as k1, t.id as k2 from tickets t
          where ${where} and ${column} is null and ${behind([ticketKey], isIn('true') ? cursor?.slice(2) : undefined, direction)}
          order by ${column} ${keyword(direction)}, t.id ${keyword(direction)} limit ${limit}`,
      )}) parts order by ${orderBy(keys, 'parts', direction)} limit ${limit}`;
    },
  };
}

interface Group {
  /** The table `g` in whose order the tickets come, and the ticket's column that names its row. */
  table: string;
  column: string;
  by: Sql;
  type: KeyType;
  /** Stands for the value of a ticket without such a row. */
  blank: Sql;
}

/** A sort by something that a ticket refers to: the groups in their order, in each the tickets by age, read from the index of the column. */
function byGroup({ table, column, by, type, blank }: Group): TicketOrder {
  const reference = sql`t.${identifier(column)}`;
  const keys: Key[] = [
    { sql: sql`g.id is null`, type: 'bool' },
    { sql: sql`coalesce(${by}, ${blank})`, type },
    { sql: sql`coalesce(g.id, ${noId}::uuid)`, type: 'uuid' },
    ticketKey,
  ];
  return {
    keys,
    join: sql`left join ${identifier(table)} g on g.tenant_id = t.tenant_id and g.id = ${reference}`,
    walk: (from) => {
      const { tenant, where, cursor, direction, limit } = from;
      const way = keyword(direction);
      const [part, value = '', groupId = '', ticketId = ''] = cursor ?? [];
      const comesFrom =
        part === 'false'
          ? sql`(${by}, g.id) ${sign(direction)}= (${cast(value, type)}, ${cast(groupId, 'uuid')})`
          : sql`true`;
      const isBehind =
        part === 'false'
          ? sql`(g.id <> ${cast(groupId, 'uuid')} or t.id ${sign(direction)} ${cast(ticketId, 'uuid')})`
          : sql`true`;
      return sql`select * from (${inParts(
        from,
        () => sql`select t.id, false as k0, g.k as k1, g.id as k2, t.id as k3
          from (select g.id, ${by} as k from ${identifier(table)} g where g.tenant_id = ${tenant} and ${comesFrom}
            order by ${by} ${way}, g.id ${way}) g
          cross join lateral (select t.id from tickets t where ${where} and ${reference} = g.id and ${isBehind}
            order by t.id ${way} limit ${limit}) t
          order by g.k ${way}, g.id ${way}, t.id ${way} limit ${limit}`,
        () => sql`select t.id, true as k0, ${blank} as k1, ${noId}::uuid as k2, t.id as k3 from tickets t
          where ${where} and ${reference} is null
            and ${part === 'true' ? behind([ticketKey], [ticketId], direction) : sql`true`}
          order by t.id ${way} limit ${limit}`,
      )}) parts order by ${orderBy(keys, 'parts', direction)} limit ${limit}`;
    },
  };
}

/**
 * A sort by the indexed texts of a custom field that has one value a ticket, in whose byte order they stand. Tickets without a value come last
 * whichever way the order runs, so the first key is turned with it.
 */
export function byField(fieldId: string, way: Walk['direction']): TicketOrder {
  const isLast = way === 'asc' ? 'true' : 'false';
  const value: Key = { sql: sql`fv.value`, type: 'text' };
  const keys: Key[] = [
    { sql: way === 'asc' ? sql`fv.value is null` : sql`fv.value is not null`, type: 'bool' },
    { sql: sql`coalesce(fv.value, '')`, type: 'text' },
    ticketKey,
  ];
  const ofTicket = sql`fv.tenant_id = t.tenant_id and fv.field_id = ${fieldId} and fv.entity_id = t.id`;
  return {
    keys,
    join: sql`left join field_values fv on ${ofTicket}`,
    walk: ({ tenant, where, cursor, direction, limit }) => {
      const isPast = cursor?.[0] === isLast;
      const own = [value, { sql: sql`fv.entity_id`, type: 'uuid' as const }];
      const filled = sql`select t.id, ${isLast === 'false'}::bool as k0, fv.value as k1, t.id as k2
        from field_values fv join tickets t on ${ofTicket}
        where fv.tenant_id = ${tenant} and fv.field_id = ${fieldId} and ${where} and ${behind(own, cursor?.slice(1), direction)}
        order by fv.value ${keyword(direction)}, fv.entity_id ${keyword(direction)} limit ${limit}`;
      const empty = sql`select t.id, ${isLast === 'true'}::bool as k0, ''::text as k1, t.id as k2 from tickets t
        where ${where} and not exists (select from field_values fv where ${ofTicket})
          and ${behind([ticketKey], isPast ? cursor?.slice(2) : undefined, direction)}
        order by t.id ${keyword(direction)} limit ${limit}`;
      const parts = isPast ? sql`(${empty})` : sql`(${filled}) union all (${empty})`;
      return sql`select * from (${parts}) parts order by ${orderBy(keys, 'parts', direction)} limit ${limit}`;
    },
  };
}

/** How the queue can be ordered; each way has its indexes in the migrations. */
export const ticketOrders: Record<NamedSort, TicketOrder> = {
  activity: plain({ sql: sql`t.last_activity_at`, type: 'timestamptz' }, ticketKey),
  // ids rise with the time at which they were given
  created: plain(ticketKey),
  number: plain({ sql: sql`t.number`, type: 'int8' }),
  due: byMoment(sql`t.next_due_at`),
  priority: byGroup({
    table: 'priorities',
    column: 'priority_id',
    by: sql`g.position`,
    type: 'int4',
    blank: sql`0`,
  }),
  client: byGroup({ table: 'clients', column: 'client_id', by: sql`lower(g.name)`, type: 'text', blank: sql`''` }),
  assignee: byGroup({ table: 'users', column: 'assigned_to', by: sql`lower(g.name)`, type: 'text', blank: sql`''` }),
};
