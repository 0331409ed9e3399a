import { createMeter, createContract, recordUsage, saveBillingProfile } from '@kelp/contracts';
import { createService, listTaxRates, setTaxRate } from '@kelp/catalog';
import { createClient } from '@kelp/clients';
import { createOwner, users } from '@kelp/identity';
import { createDispatcher, inUnit, systemActor, type Caller, type Engines } from '@kelp/kernel';
import { newId } from '@kelp/std';
import { createTenant } from '@kelp/tenants';
import { approveTime, createTimeEntry } from '@kelp/time';
import { copyRows, type Copy } from './copy-rows';

/** The contracts begin a month before the one that is billed: a table of documents that is empty says nothing of a desk at work. */
export const startsOn = '2026-09-01';
/** Up to which days the month before and the month that is measured are billed. */
export const cutOffs = { former: '2026-10-01', measured: '2026-11-01' };
const at = new Date('2026-11-02T15:00:00Z');
const currencies = ['USD', 'EUR', 'JPY'];

export interface BookSize {
  clients: number;
  /** Of each client, half for the line by the hour and half for the bucket. */
  entries: number;
  usage: number;
}

export interface Book {
  caller: Caller;
  clientIds: string[];
}

interface Services {
  managed: string;
  remote: string;
  project: string;
  meter: string;
}

/**
 * A workspace with so many clients in three currencies; each has a contract with a fixed line in advance, one by the hour, a bucket of hours and a
 * graduated usage line, taxed at ten percent, and a month of approved work and usage. One client of each currency is made by
 * the product's own actions; the others are copies of its rows.
 */
export async function makeBook(engines: Engines, { clients, entries, usage }: BookSize): Promise<Book> {
  const caller = await makeOffice(engines);
  const { run } = createDispatcher(engines.house);
  const services = await makeServices(run, caller);
  const clientIds: string[] = [];
  for (const [index, currency] of currencies.entries()) {
    const many = Math.floor((clients + currencies.length - 1 - index) / currencies.length);
    if (many === 0) continue;
    const id = await makeClient(run, caller, services, currency);
    clientIds.push(id, ...(await copyClient(caller.tenant, id, { many: many - 1, entries, usage })));
  }
  return { caller, clientIds };
}

type Run = ReturnType<typeof createDispatcher>['run'];

async function makeOffice(engines: Engines): Promise<Caller> {
  const email = `fin-${newId()}@billing-bench.test`;
  const tenant = await createTenant(
    engines.house,
    { name: `billing-bench-${Date.now().toString(36)}`, zone: 'America/Chicago', currency: 'USD' },
    async (ctx) => {
      await createOwner(ctx, { name: 'Fin', email, password: 'Harbor-Lantern-42' });
    },
  );
  const system: Caller = { tenant, actor: systemActor('bench'), door: 'operator', requestId: newId(), at };
  const owner = await inUnit(engines.house, system, 'bench', (ctx) => ctx.db.find(users, { email }));
  const actor = { ...systemActor('bench'), kind: 'user', id: owner?.id ?? null, userType: 'internal' } as const;
  return { ...system, actor };
}

async function makeServices(run: Run, caller: Caller): Promise<Services> {
  const { categories } = await run(listTaxRates, {}, caller);
  const taxCategoryId = categories.find(({ name }) => name === 'Standard')?.id ?? '';
  const rate = { categoryId: taxCategoryId, place: '*', name: 'Tax', percent: '10', validFrom: '2024-01-01' };
  await run(setTaxRate, rate, caller);
  const service = async (name: string, billingMethod: 'fixed' | 'hourly') => {
    const prices = currencies.map((currency) => ({ currency, unitPrice: '12000', validFrom: '2024-01-01' }));
    return (await run(createService, { name, billingMethod, taxCategoryId, prices }, caller)).id;
  };
  const managed = await service('Managed server', 'fixed');
  const storage = { name: 'Storage', unit: 'GB', aggregate: 'sum', serviceId: managed } as const;
  return {
    managed,
    remote: await service('Remote support', 'hourly'),
    project: await service('Consulting', 'hourly'),
    meter: (await run(createMeter, storage, caller)).id,
  };
}

async function makeClient(run: Run, caller: Caller, services: Services, currency: string): Promise<string> {
  const { id: clientId } = await run(createClient, { name: `Client ${currency}`, domains: [] }, caller);
  await run(
    saveBillingProfile,
    {
      clientId,
      name: 'Standard',
      currency,
      zone: 'America/Chicago',
      terms: { kind: 'net', days: 30 },
      address: '1 Main Street, Chicago',
      email: 'accounts@billing-bench.test',
      isDefault: true,
    },
    caller,
  );
  const contract = { clientId, name: 'Managed', currency, startsOn, lines: linesOf(services) };
  await run(createContract, createContract.input.parse(contract), caller);
  await work(run, caller, clientId, services.remote, '2026-10-14T15:00:00Z');
  await work(run, caller, clientId, services.project, '2026-10-15T15:00:00Z');
  const rows = [{ client: clientId, eventId: `${currency}-1`, on: '2026-10-10', quantity: '7.5' }];
  await run(recordUsage, recordUsage.input.parse({ id: services.meter, source: 'api', rows }), caller);
  return clientId;
}

const linesOf = ({ managed, remote, project, meter }: Services) => [
  { kind: 'fixed', serviceId: managed, price: '40000', quantity: '3' },
  { kind: 'hourly', serviceId: remote, hourlyRate: '12000', minimumMinutes: 15, incrementMinutes: 15 },
  {
    kind: 'bucket',
    serviceId: managed,
    name: 'Retainer',
    price: '150000',
    includedMinutes: 900,
    hourlyRate: '13500',
    timing: 'arrears',
    coveredServices: [{ serviceId: project }],
  },
  {
    kind: 'usage',
    serviceId: managed,
    name: 'Backup',
    meterId: meter,
    pricing: {
      kind: 'graduated',
      tiers: [
        { upTo: '100', unitPrice: '20' },
        { upTo: null, unitPrice: '12' },
      ],
    },
  },
];

async function work(run: Run, caller: Caller, clientId: string, serviceId: string, begin: string): Promise<void> {
  const startedAt = new Date(begin);
  const endedAt = new Date(startedAt.getTime() + 50 * 60_000);
  const entry = { clientId, serviceId, startedAt, endedAt, notes: 'Mail did not arrive', submit: true };
  const { id } = await run(createTimeEntry, entry, caller);
  await run(approveTime, { ids: [id] }, caller);
}

/** So many copies of the client with all that bills it, and of its work and usage as often as asked for, the client itself included. */
async function copyClient(
  tenant: string,
  clientId: string,
  { many, entries, usage }: { many: number; entries: number; usage: number },
): Promise<string[]> {
  const ofContract = `contract_id in (select id from contracts where client_id = $2)`;
  const ofLine = `line_id in (select l.id from contract_lines l join contracts c on c.id = l.contract_id where c.client_id = $2)`;
  const copy = (table: string, where: string, more: Partial<Copy> = {}): Copy => ({ table, where, each: 1, ...more });
  return copyRows(tenant, clientId, many, [
    copy('clients', 'id = $2', { numbered: 'name' }),
    copy('billing_profiles', 'client_id = $2'),
    copy('contracts', 'client_id = $2'),
    copy('contract_versions', ofContract),
    copy('contract_lines', ofContract),
    copy('contract_line_services', ofLine),
    copy('contract_line_terms', ofLine),
    copy('time_entries', 'client_id = $2', { each: entries / 2 }),
    copy('meter_events', 'client_id = $2', { each: usage, numbered: 'event_id' }),
  ]);
}
