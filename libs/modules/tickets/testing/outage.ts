import { createClient, createContact } from '@kelp/clients';
import { users } from '@kelp/identity';
import { inUnit, systemActor, type Caller, type Contract, type Module, type z } from '@kelp/kernel';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { bundleTickets, createTicket, getTicket, ticketChoices, ticketHistory, ticketRelations } from '../contract';
import { comments, tickets } from '../tables';
import { takeClientReply } from '../take-client-reply';

/** One outage, five tickets: three of Acme (Amy, Ulf, Nina), two of Bluefin (Bo, Bea). */
export interface Outage {
  test: TestHouse;
  tenant: string;
  staff: Caller;
  /** A colleague to assign. */
  tom: string;
  acme: string;
  bluefin: string;
  people: Record<string, string>;
  /** Ids of Amy's, Ulf's, Nina's, Bo's and Bea's ticket; Amy's is the oldest. */
  five: string[];
  call<C extends Contract>(
    contract: C,
    input: z.input<C['input']>,
    more?: Partial<Caller>,
  ): Promise<z.output<C['output']>>;
  open(title: string, contact?: string | null): Promise<string>;
  /** Five new tickets, the first the master of the others. */
  bundled(options?: { mode?: 'link_only' | 'sync_updates'; reopensOnChildReply?: boolean }): Promise<string[]>;
  ticket(id: string): Promise<z.output<typeof getTicket.output>>;
  related(id: string): Promise<z.output<typeof ticketRelations.output>>;
  history(id: string): Promise<string[]>;
  thread(id: string): Promise<string[]>;
  status(name: string): Promise<string>;
  clientSays(ticketId: string, contact: string, text: string): Promise<void>;
  close(): Promise<void>;
}

const mails = { Amy: 'acme', Ulf: 'acme', Nina: 'acme', Bo: 'bluefin', Bea: 'bluefin' } as const;
const surnames = { Amy: 'Adams', Ulf: 'Unger', Nina: 'Noor', Bo: 'Berg', Bea: 'Blum' } as const;

/** Opens a house with these modules and a workspace in which the internet is down. */
export async function openOutage(...modules: Module[]): Promise<Outage> {
  const test = await testHouse(...modules);
  const tenant = await bareTenant(test);
  const person = (name: string) => ({ type: 'internal' as const, email: `${name}@northstar.test`, name });
  const [tess, tom] = await test.inside(tenant, async (ctx) => [
    await ctx.db.insert(users, person('tess')),
    await ctx.db.insert(users, person('tom')),
  ]);
  const staff = callerWith(tenant, 'all', { id: tess?.id ?? null, name: 'Tess Tanaka' });
  const call: Outage['call'] = (contract, input, more = {}) =>
    test.as({ ...staff, ...more }, contract, contract.input.parse(input) as never);
  const acme = (await call(createClient, { name: 'Acme Dental', domains: ['acme.test'] })).id;
  const bluefin = (await call(createClient, { name: 'Bluefin Legal', domains: ['bluefin.test'] })).id;
  const people: Record<string, string> = {};
  for (const [name, client] of Object.entries(mails)) {
    const email = `${name.toLowerCase()}@${client}.test`;
    const clientId = client === 'acme' ? acme : bluefin;
    const fullName = `${name} ${surnames[name as keyof typeof surnames]}`;
    people[name] = (await call(createContact, { fullName, email, clientId })).id;
  }
  const open = async (title: string, contact: string | null = 'Amy') =>
    (await call(createTicket, { title, contactId: contact ? people[contact] : null })).id;
  const openFive = async () => {
    const ids: string[] = [];
    for (const name of Object.keys(mails)) ids.push(await open('Internet down', name));
    return ids;
  };
  return {
    test,
    tenant,
    staff,
    tom: tom?.id ?? '',
    acme,
    bluefin,
    people,
    five: await openFive(),
    call,
    open,
    bundled: async (options = {}) => {
      const [id = '', ...childIds] = await openFive();
      await call(bundleTickets, { id, childIds, ...options });
      return [id, ...childIds];
    },
    ...viewsOf({ test, tenant, call, people }),
    close: () => test.close(),
  };
}

type Base = Pick<Outage, 'test' | 'tenant' | 'call' | 'people'>;

function viewsOf({ test, tenant, call, people }: Base) {
  return {
    ticket: (id: string) => call(getTicket, { id }),
    related: (id: string) => call(ticketRelations, { id }),
    /** `changed it by bundle of T-0001: statusId=In progress`, the newest first. */
    history: async (id: string) =>
      (await call(ticketHistory, { id })).entries.map(({ action, byBundleOf, changes }) =>
        [
          action,
          ...(byBundleOf ? [`by ${byBundleOf}`] : []),
          ...changes.map((one) => `${one.field}=${one.after}`),
        ].join(' '),
      ),
    thread: async (id: string) =>
      (await test.inside(tenant, (ctx) => ctx.db.list(comments, { ticketId: id }, { orderBy: 'id' }))).map(
        ({ authorType, visibility, text }) => `${authorType} ${visibility}: ${text}`,
      ),
    status: async (name: string) => {
      const { statuses, boards } = await call(ticketChoices, {});
      const found = statuses.find((one) => one.name === name && one.boardId === boards[0]?.id);
      if (!found) throw new Error(`No status is called ${name}.`);
      return found.id;
    },
    clientSays: async (ticketId: string, contact: string, text: string) => {
      const caller = { tenant, actor: systemActor('mail'), door: 'mail' as const, requestId: 'test' };
      await inUnit(test.house, caller, 'test', async (ctx) => {
        const ticket = await ctx.db.lock(tickets, ticketId);
        const reply = { authorName: contact, contactId: people[contact] ?? null, text };
        await takeClientReply(ctx, ticket, reply, { origin: 'email' });
      });
      await settle(test);
    },
  };
}
