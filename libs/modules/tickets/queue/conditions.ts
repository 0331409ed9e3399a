import { familyOf } from '@kelp/clients';
import { defineServerSlot, type ReadCtx } from '@kelp/kernel';
import { and, identifier, join, sql, type Sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { hasTag } from '@kelp/tags';
import { readTenant } from '@kelp/tenants';
import { problemOf, type TicketCondition } from '../contract/queue-filter';
import { notMerged } from '../queries/merged-numbers';
import { fieldCondition, fieldPrefix } from './field-condition';
import { stretchOf } from './ranges';
import { wordsCondition } from './words';

/** Builds the SQL of one condition over the alias `t` of `tickets`; what `isNot` turns around is done by `conditionSql`. */
export type ConditionSql = (ctx: ReadCtx, condition: TicketCondition) => Sql | Promise<Sql>;

/** Asks the rooms above for a condition that the tickets room does not know; null from a room that does not know it either. */
export const ticketConditionSlot = defineServerSlot<TicketCondition, Sql | null>(
  'ticket.condition',
  (answers) => answers.find((answer) => answer !== null) ?? null,
);

const any = (parts: readonly Sql[]): Sql => (parts.length > 0 ? sql`(${join(parts, sql` or `)})` : sql`false`);

/** Rows whose column is one of these ids; `words` stand for other conditions, such as `nobody` for an empty column. */
function idIn(column: string, words: Record<string, (ctx: ReadCtx) => Sql> = {}): ConditionSql {
  const name = sql`t.${identifier(column)}`;
  return (ctx, { values }) => {
    const ids = values.filter((value) => !Object.hasOwn(words, value));
    const said = values.flatMap((value) => (Object.hasOwn(words, value) ? [words[value]?.(ctx) ?? sql`false`] : []));
    const [id] = ids;
    if (ids.length === 1 && said.length === 0) return sql`${name} = ${id}`;
    return any([...(ids.length > 0 ? [sql`${name} = any(${ids}::uuid[])`] : []), ...said]);
  };
}

function wordIn(column: string): ConditionSql {
  const name = sql`t.${identifier(column)}`;
  return (_ctx, { values }) => (values.length === 1 ? sql`${name} = ${values[0]}` : sql`${name} = any(${values})`);
}

/** A column of instants, asked for in the words of `rangeText`; days are those of the workspace's zone. */
export function rangeOf(column: Sql): ConditionSql {
  return async (ctx, { field, values }) => {
    const [now, { zone }] = await Promise.all([ctx.time(), readTenant(ctx)]);
    return any(
      values.map((value) => {
        if (value === 'none') return sql`${column} is null`;
        const stretch = stretchOf(value, now, zone);
        if (!stretch) throw invalid(`"${value}" is no range of days for "${field}". Write 2026-11-01..2026-11-30.`);
        return and([
          sql`${column} is not null`,
          ...(stretch.from ? [sql`${column} >= ${stretch.from}`] : []),
          ...(stretch.before ? [sql`${column} < ${stretch.before}`] : []),
        ]);
      }),
    );
  };
}

const family = 'family:';
const oneClient = idIn('client_id', { none: () => sql`t.client_id is null` });

/** Tickets of these clients; `family:<id>` also of all below it, looked up once and not row by row. */
const clientIn: ConditionSql = async (ctx, condition) => {
  const families = condition.values.filter((value) => value.startsWith(family));
  const single = condition.values.filter((value) => !value.startsWith(family));
  return any([
    ...(single.length > 0 ? [await oneClient(ctx, { ...condition, values: single })] : []),
    ...families.map((value) => sql`t.client_id = any(array${familyOf(ctx, value.slice(family.length))})`),
  ]);
};

const hasNoTag = sql`not exists (select 1 from tag_links l where l.tenant_id = t.tenant_id and l.entity_type = 'ticket' and l.entity_id = t.id)`;

const soonHours = 4;
/** How promises stand, over tickets `t`. */
export const slaWords = {
  overdue: (now: Date) => sql`(t.sla_state = 'running' and t.sla_due_at < ${now})`,
  soon: (now: Date) =>
    sql`(t.sla_state = 'running' and t.sla_due_at >= ${now} and t.sla_due_at < ${now}::timestamptz + ${soonHours} * interval '1 hour')`,
  none: () => sql`t.sla_state is null`,
};
const wordOfSla: Record<string, (now: Date) => Sql> = slaWords;

/** The conditions that this room knows, by field. A room beside adds its own here; a room above fills `ticketConditionSlot`. */
export const ticketConditions: Record<string, ConditionSql> = {
  state: (_ctx, { values: [state] }) =>
    state === 'open' ? sql`not t.is_closed` : state === 'closed' ? sql`t.is_closed` : sql`true`,
  board: idIn('board_id'),
  status: idIn('status_id'),
  priority: idIn('priority_id'),
  client: clientIn,
  contact: idIn('contact_id', { none: () => sql`t.contact_id is null` }),
  location: idIn('location_id', { none: () => sql`t.location_id is null` }),
  assignee: idIn('assigned_to', {
    me: (ctx) => (ctx.actor.id ? sql`t.assigned_to = ${ctx.actor.id}` : sql`false`),
    nobody: () => sql`t.assigned_to is null`,
  }),
  team: idIn('team_id', {
    none: () => sql`t.team_id is null`,
    mine: (ctx) =>
      sql`t.team_id = any(array(select m.team_id from team_members m where m.tenant_id = ${ctx.tenant} and m.user_id = ${ctx.actor.id}))`,
  }),
  tag: (_ctx, { values }) => {
    const ids = values.filter((value) => value !== 'none');
    return any([
      ...(ids.length > 0 ? [hasTag('ticket', 't', ids)] : []),
      ...(ids.length < values.length ? [hasNoTag] : []),
    ]);
  },
  response: wordIn('response_state'),
  origin: wordIn('origin'),
  sla: async (ctx, { values }) => {
    const now = await ctx.time();
    return any(values.map((value) => wordOfSla[value]?.(now) ?? sql`t.sla_state = ${value}`));
  },
  created: rangeOf(sql`t.created_at`),
  updated: rangeOf(sql`t.updated_at`),
  closed: rangeOf(sql`t.closed_at`),
  due: rangeOf(sql`t.next_due_at`),
  type: idIn('type_id', { none: () => sql`t.type_id is null` }),
  category: idIn('category_id', { none: () => sql`t.category_id is null` }),
  subcategory: idIn('subcategory_id', { none: () => sql`t.subcategory_id is null` }),
  q: wordsCondition,
};

/** The SQL of one condition. Throws invalid for one that no room knows or whose values make no sense. */
export async function conditionSql(ctx: ReadCtx, condition: TicketCondition): Promise<Sql> {
  const problem = problemOf(condition);
  if (problem) throw invalid(problem);
  const own = Object.hasOwn(ticketConditions, condition.field) ? ticketConditions[condition.field] : undefined;
  const custom = condition.field.startsWith(fieldPrefix) ? fieldCondition : undefined;
  const build = own ?? custom;
  const built = build ? await build(ctx, condition) : await ctx.askSlot(ticketConditionSlot, condition);
  if (!built) throw invalid(`Tickets cannot be filtered by "${condition.field}".`);
  // An empty column is not the value either: null must not swallow the row.
  return condition.isNot ? sql`(${built}) is not true` : built;
}

/** What all tickets of a filter have in common: tenant, row rule, conditions. Without a word about the state only open ones. */
export async function filterSql(ctx: ReadCtx, conditions: readonly TicketCondition[]): Promise<Sql> {
  const hasState = conditions.some(({ field }) => field === 'state');
  const open: TicketCondition[] = hasState ? [] : [{ field: 'state', isNot: false, values: ['open'] }];
  const parts = await Promise.all([...open, ...conditions].map((condition) => conditionSql(ctx, condition)));
  return and([sql`t.tenant_id = ${ctx.tenant}`, ctx.visible('ticket.read', 't'), notMerged, ...parts]);
}

/** What fits, one row for each bundle: without the children whose master fits too; a child whose master does not fit still shows. */
export const withoutChildren = (tenant: string, fits: Sql): Sql =>
  and([
    fits,
    sql`(t.master_ticket_id is null or t.master_ticket_id not in (
      select t.id from tickets t join ticket_bundle_settings led on led.tenant_id = ${tenant} and led.master_ticket_id = t.id where ${fits}))`,
  ]);
