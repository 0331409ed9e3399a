import { sql } from '@kelp/platform/db';
import { contract, z } from '../contract';
import { defineAction, defineDueKind, defineEvent, defineJob, defineModule, definePermissions } from '../define';
import { subscribe, subscribeBatch } from '../subscribe';
import type { Ctx } from '../context';

/** A module whose effects can be counted: every effect adds one to a named setting row of its tenant. */
export const counted = defineEvent(
  'count.asked',
  1,
  z.object({ name: z.string(), isPoison: z.boolean().default(false) }),
);

/** Heard of by one that takes histories together and by one that takes none. */
export const noted = defineEvent('count.noted', 1, z.object({ name: z.string() }));

export const askToCount = contract({
  name: 'count.ask',
  input: z.object({ names: z.array(z.string()), isPoison: z.boolean().default(false) }),
  output: z.object({ asked: z.number() }),
});

async function add(ctx: Ctx, name: string): Promise<void> {
  await ctx.db.rows(
    sql`insert into tenant_settings (tenant_id, key, value, updated_at) values (${ctx.tenant}, ${name}, '1', ${ctx.now()})
        on conflict (tenant_id, key) do update set value = to_jsonb(tenant_settings.value::text::int + 1)`,
  );
}

/** The names that each call of the subscriber `first` was given, tries that failed included. */
export const batches: string[][] = [];

/** The same of those who hear `noted`, by their name. */
export const notes: Record<'indexing' | 'telling', string[][]> = { indexing: [], telling: [] };

/** What the outside job does; a test replaces it to fail or to count. */
export const outside = { run: async (_input: { name: string }): Promise<void> => undefined };

export const insideJob = defineJob({
  name: 'count.inside',
  queue: 'default',
  input: z.object({ name: z.string(), fails: z.boolean().default(false) }),
  key: ({ name }) => name,
  attempts: 3,
  run: async (ctx, { name, fails }) => {
    await add(ctx, `job:${name}`);
    if (fails) throw new Error('This job always fails.');
  },
});

export const outsideJob = defineJob({
  name: 'count.outside',
  queue: 'default',
  input: z.object({ name: z.string() }),
  key: ({ name }) => name,
  attempts: 3,
  process: async (unit, input) => {
    await outside.run(input);
    await unit.transaction((ctx) => add(ctx, `outside:${input.name}`));
  },
});

export const timer = defineDueKind('count.timer', 'default', async (ctx, items) => {
  for (const item of items) {
    if (item.payload['isPoison']) throw new Error('This timer always fails.');
    await add(ctx, `timer:${item.key}`);
  }
});

export const countingModule = defineModule('counting', {
  permissions: definePermissions('count', { ask: { label: 'Ask to count', roles: [] } }),
  events: [counted, noted],
  jobs: [insideJob, outsideJob],
  dueKinds: [timer],
  actions: [
    defineAction(askToCount, {
      permission: 'count.ask',
      run: async (ctx, { names, isPoison }) => {
        for (const name of names) ctx.emit(counted, ctx.newId(), { name, isPoison });
        return { asked: names.length };
      },
    }),
  ],
  subscribers: [
    subscribeBatch(counted, 'first', async (ctx, events) => {
      batches.push(events.map(({ payload }) => payload.name));
      for (const { payload } of events) await add(ctx, `first:${payload.name}`);
    }),
    subscribe(counted, 'second', async (ctx, event) => {
      await add(ctx, `second:${event.payload.name}`);
      if (event.payload.isPoison) throw new Error('This event is poison for "second".');
    }),
    ...(['indexing', 'telling'] as const).map((name) =>
      subscribeBatch(
        noted,
        name,
        async (_ctx, events) => void notes[name].push(events.map(({ payload }) => payload.name)),
        { history: name === 'indexing' ? 'together' : 'never' },
      ),
    ),
  ],
});
