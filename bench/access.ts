import {
  compileNarrowing,
  createDispatcher,
  inReadUnit,
  type Caller,
  type Engines,
  type NarrowingRule,
} from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listTickets, readFilter } from '@kelp/tickets';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { alternate, option, printHead, printResult, type Sample } from './method/rounds';
import { loadWorkspaces } from './workspace/load-workspaces';

const calls = 40;

/** Pages of open tickets a second, as this caller. */
async function pages({ house }: Engines, caller: Caller): Promise<Sample> {
  const { run } = createDispatcher(house);
  const wish = { filter: readFilter(''), sort: 'activity', direction: 'desc', limit: 50 } as const;
  const begin = performance.now();
  for (let n = 0; n < calls; n += 1) await run(listTickets, wish, caller);
  return { rate: (calls * 1000) / (performance.now() - begin) };
}

/** What a policy pack costs: the first page of the open tickets as somebody whom it narrows, against the same page without it. */
async function measure(engines: Engines, size: number): Promise<void> {
  const { house } = engines;
  const caller = await loadWorkspaces(engines, size);
  const found = await inReadUnit(house, caller, (ctx) =>
    ctx.db.one<{ me: string; boards: string[]; clients: string[] }>(
      sql`select (select assigned_to from tickets where tenant_id = ${caller.tenant} and assigned_to is not null limit 1) as me,
            array(select id from boards where tenant_id = ${caller.tenant} order by position limit 1) as boards,
            array(select id from clients where tenant_id = ${caller.tenant} order by id limit 20) as clients`,
    ),
  );
  const packs: Record<string, NarrowingRule[]> = {
    'own or assigned': [{ noun: 'ticket', way: 'own_or_assigned', ids: [] }],
    'one board': [{ noun: 'ticket', way: 'boards', ids: found.boards }],
    '20 clients': [{ noun: 'client', way: 'selected', ids: found.clients }],
    portfolio: [{ noun: 'client', way: 'portfolio', ids: [] }],
    contractor: [
      { noun: 'ticket', way: 'assigned', ids: [] },
      { noun: 'client', way: 'of_tickets', ids: [] },
    ],
  };
  console.log(`${size.toLocaleString('en')} tickets`);
  printHead('/s');
  for (const [name, rules] of Object.entries(packs)) {
    const actor = { ...caller.actor, id: found.me };
    const narrowed = compileNarrowing(house.registry, rules, caller.tenant, found.me);
    printResult(
      name,
      await alternate(
        () => pages(engines, { ...caller, actor: { ...actor, narrowed } }),
        () => pages(engines, { ...caller, actor }),
      ),
    );
  }
}

await withHouse((engines) => measure(engines, option('tickets', 20_000))).then(() => process.exit(0));
