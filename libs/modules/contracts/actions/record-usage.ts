import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy, refused } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { recordUsage, type UsageRow } from '../contract';
import { readUsageRow, type ReadUsage, type UsageClient } from '../domain/read-usage-row';
import { meters } from '../tables/usage';
import { dayText } from '../days-of-contract';

const keyOf = (name: string): string => name.trim().toLowerCase();

/** The clients that rows name by id or by name, whatever its case. */
async function clientsNamed(ctx: Ctx, rows: readonly UsageRow[]) {
  const keys = [...new Set(rows.map(({ client }) => keyOf(client)))];
  const [found, workspace] = await Promise.all([
    ctx.db.rows<{ id: string; name: string; zone: string | null }>(
      sql`select c.id, c.name, p.zone from clients c
          left join billing_profiles p on p.tenant_id = c.tenant_id and p.client_id = c.id and p.is_default
          where c.tenant_id = ${ctx.tenant} and (lower(c.name) = any(${keys}::text[]) or c.id::text = any(${keys}::text[]))`,
    ),
    readTenant(ctx),
  ]);
  const clients = new Map<string, UsageClient | 'ambiguous'>();
  for (const [name, group] of groupBy(found, (one) => keyOf(one.name))) {
    const [first] = group;
    if (first) clients.set(name, group.length > 1 ? 'ambiguous' : { id: first.id, zone: first.zone ?? workspace.zone });
  }
  for (const { id, zone } of found) clients.set(id, { id, zone: zone ?? workspace.zone });
  return clients;
}

interface Numbered extends ReadUsage {
  row: number;
}

/** What is known already under the ids of these events. */
const known = (ctx: Ctx, meterId: string, events: readonly Numbered[]) =>
  ctx.db.rows<{ eventId: string; clientId: string; workDate: string; quantity: string }>(
    sql`select event_id, client_id, work_date, quantity from meter_events
        where tenant_id = ${ctx.tenant} and meter_id = ${meterId} and event_id = any(${events.map(({ eventId }) => eventId)}::text[])`,
  );

/** Writes events in the order of their ids (so that two senders of the same batch cannot block each other) and returns the new ids. */
async function write(ctx: Ctx, meterId: string, source: string, events: readonly Numbered[]): Promise<Set<string>> {
  // Of several with one id in a batch the first one holds.
  const once = [...new Map([...events].reverse().map((one) => [one.eventId, one])).values()];
  const sorted = once.sort((a, b) => (a.eventId < b.eventId ? -1 : 1));
  const arrival = new Map(events.map(({ eventId }) => [eventId, ctx.newId()]));
  const column = <T>(pick: (one: Numbered) => T) => sorted.map(pick);
  const rows = await ctx.db.rows<{ eventId: string }>(
    sql`insert into meter_events (tenant_id, meter_id, event_id, id, client_id, work_date, occurred_at, quantity, subject, source, recorded_by, recorded_at)
        select ${ctx.tenant}, ${meterId}, e, i, c, d, o, q, s, ${source}, ${ctx.actor.name}, ${ctx.now()}
        from unnest(${column(({ eventId }) => eventId)}::text[], ${column(({ eventId }) => arrival.get(eventId))}::uuid[],
          ${column(({ clientId }) => clientId)}::uuid[], ${column(({ workDate }) => workDate)}::date[],
          ${column(({ occurredAt }) => occurredAt)}::timestamptz[], ${column(({ quantity }) => quantity)}::numeric[],
          ${column(({ subject }) => subject)}::text[]) as x(e, i, c, d, o, q, s)
        on conflict (tenant_id, meter_id, event_id) do nothing returning event_id`,
  );
  return new Set(rows.map(({ eventId }) => eventId));
}

/** Events of one id that say different things: the first one holds, the others are told. */
function contradictions(
  ctx: Pick<Ctx, 'locale'>,
  events: readonly Numbered[],
  holding: ReadonlyMap<string, { clientId: string; workDate: string; quantity: string }>,
) {
  return events.flatMap(({ row, eventId, clientId, workDate, quantity }) => {
    const held = holding.get(eventId);
    if (
      !held ||
      (held.clientId === clientId && held.workDate === workDate && Number(held.quantity) === Number(quantity))
    )
      return [];
    return [
      {
        row,
        sentence: `The event "${eventId}" is known with ${held.quantity} on ${dayText(ctx, held.workDate)}. That one holds.`,
      },
    ];
  });
}

function readRows(
  rows: readonly UsageRow[],
  clients: ReadonlyMap<string, UsageClient | 'ambiguous'>,
  aggregate: 'sum' | 'max' | 'last' | 'unique',
) {
  const seen = new Map<string, number>();
  const ordinal = (key: string) => {
    const next = (seen.get(key) ?? 0) + 1;
    seen.set(key, next);
    return next;
  };
  const good: Numbered[] = [];
  const bad: { row: number; sentence: string }[] = [];
  for (const [index, row] of rows.entries()) {
    const read = readUsageRow(row, clients.get(keyOf(row.client)), aggregate, ordinal);
    if (typeof read === 'string') bad.push({ row: index + 1, sentence: read });
    else good.push({ ...read, row: index + 1 });
  }
  return { good, bad };
}

/** Records events: known ones are ignored and counted, unreadable rows are told one by one, the others are written. */
export const recordUsageAction = defineAction(recordUsage, {
  permission: 'meter.record',
  run: async (ctx, { id, source, rows }) => {
    const meter = await ctx.db.get(meters, id);
    if (!meter.isActive) {
      throw refused('meter.inactive', `${meter.name} takes no more events. Put it back in use first.`);
    }
    const { good, bad } = readRows(byHand(ctx, source, rows), await clientsNamed(ctx, rows), meter.aggregate);
    if (good.length === 0) return { written: 0, repeated: 0, bad };
    const written = await write(ctx, id, source, good);
    const holding = new Map((await known(ctx, id, good)).map((one) => [one.eventId, one]));
    ctx.touch('meter');
    const told = [...bad, ...contradictions(ctx, good, holding)].sort((a, b) => a.row - b.row);
    return { written: written.size, repeated: good.length - written.size, bad: told };
  },
});

/** What a person types is meant each time; only what programs send and what is pasted can be a repeat. */
const byHand = (ctx: Ctx, source: string, rows: readonly UsageRow[]): UsageRow[] =>
  rows.map((row) => (source === 'hand' && row.eventId.trim() === '' ? { ...row, eventId: ctx.newId() } : row));
