import { contract, defineAction, defineEvent, defineModule, definePermissions, subscribeBatch, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

const happened = defineEvent('bench.happened', 1, z.object({ text: z.string() }));

export const letHappen = contract({
  name: 'bench.happen',
  input: z.object({ times: z.number().int() }),
  output: z.object({ times: z.number() }),
});

/** A module with one event and `count` subscribers, each of which writes one row for each event. */
export const happeningModule = (count: number) =>
  defineModule('bench', {
    permissions: definePermissions('bench', { happen: { label: 'Let something happen', roles: [] } }),
    events: [happened],
    actions: [
      defineAction(letHappen, {
        permission: 'bench.happen',
        run: async (ctx, { times }) => {
          for (let n = 0; n < times; n += 1) ctx.emit(happened, ctx.newId(), { text: 'x'.repeat(200) });
          return { times };
        },
      }),
    ],
    subscribers: handlersOf(count).map((name) =>
      subscribeBatch(happened, name, async (ctx, events) => {
        await ctx.db.rows(
          sql`insert into tenant_settings (tenant_id, key, value)
              select ${ctx.tenant}, key, '1' from unnest(${events.map(({ id }) => `${name}:${id}`)}::text[]) as key`,
        );
      }),
    ),
  });

export const handlersOf = (count: number): string[] => Array.from({ length: count }, (_, n) => `handler-${n + 1}`);
