import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createService, listTaxRates, setTaxRate } from '@kelp/catalog';
import { createClient } from '@kelp/clients';
import { createContract, saveBillingProfile } from '@kelp/contracts';
import { inUnit, useStorage, type Caller } from '@kelp/kernel';
import { openStorage } from '@kelp/platform/storage';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { bareTenant, callerWith, type TestHouse } from '@kelp/testing';
import { approveTime, createTimeEntry, type EntryState } from '@kelp/time';
import { writeOpeningBalance, type FormerInvoice } from '../write/write-opening-balance';

/** A workspace at the end of October 2026: Acme has a contract from 1 October, tess works, mona approves, fin bills. Tests only. */
export interface MonthEnd {
  tenant: string;
  fin: Caller;
  tess: Caller;
  mona: Caller;
  acme: string;
  contractId: string;
  fixedLine: string;
  hourlyLine: string;
  server: string;
  remote: string;
  onsite: string;
  /** The tax category Standard, at ten percent. */
  standard: string;
}

/** The first day that is not billed. */
export const cutOff = '2026-11-01';

async function person(test: TestHouse, tenant: string, name: string): Promise<Caller> {
  const id = newId();
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(
      sql`insert into users (tenant_id, id, type, email, name) values (${tenant}, ${id}, 'internal', ${`${name.toLowerCase()}@northstar.test`}, ${name})`,
    ),
  );
  return { ...callerWith(tenant, 'all', { id, name }), at: new Date('2026-11-02T15:00:00Z') };
}

async function taxOfTenPercent(test: TestHouse, fin: Caller): Promise<string> {
  const { categories } = await test.as(fin, listTaxRates, {});
  const category = categories.find(({ name }) => name === 'Standard');
  if (!category) throw new Error('A new workspace has a standard tax category.');
  const rate = { categoryId: category.id, place: '*', name: 'Tax', percent: '10', validFrom: '2024-01-01' };
  await test.as(fin, setTaxRate, rate);
  return category.id;
}

/** Contract "Essential": fixed Managed server 400.00 and hourly Remote support 120.00, minimum and increment 15 minutes. */
export async function essentialContract(
  test: TestHouse,
  scene: Pick<MonthEnd, 'fin' | 'server' | 'remote'>,
  clientId: string,
) {
  return test.as(scene.fin, createContract, {
    clientId,
    name: 'Essential',
    currency: 'USD',
    startsOn: '2026-10-01',
    endsOn: null,
    cycle: 'monthly',
    anchor: { kind: 'day' },
    leadDays: 0,
    poNumber: '',
    isDraft: false,
    lines: [
      {
        kind: 'fixed',
        serviceId: scene.server,
        price: '40000',
        quantity: '1',
        timing: 'arrears',
        proration: 'actual',
        includedServiceIds: [],
      },
      {
        kind: 'hourly',
        serviceId: scene.remote,
        hourlyRate: '12000',
        minimumMinutes: 15,
        incrementMinutes: 15,
        roundingScope: 'entry',
      },
    ],
  });
}

/** A client that can be billed: a profile with an address for mail. */
export async function billableClient(test: TestHouse, fin: Caller, name: string): Promise<string> {
  const { id } = await test.as(fin, createClient, { name, domains: [] });
  await test.as(fin, saveBillingProfile, {
    clientId: id,
    name: 'Standard',
    currency: 'USD',
    zone: 'America/Chicago',
    terms: { kind: 'net', days: 30 },
    address: '1 Main Street, Chicago',
    email: 'accounts@acme.test',
    isDefault: true,
  });
  return id;
}

export async function openMonthEnd(test: TestHouse): Promise<MonthEnd> {
  useStorage(await openStorage(mkdtempSync(join(tmpdir(), 'kelp-invoices-'))));
  const tenant = await bareTenant(test);
  const [fin, tess, mona] = [
    await person(test, tenant, 'Fin'),
    await person(test, tenant, 'Tess'),
    await person(test, tenant, 'Mona'),
  ];
  const standard = await taxOfTenPercent(test, fin);
  const service = async (name: string, billingMethod: 'fixed' | 'hourly', unitPrice: string) => {
    const prices = [{ currency: 'USD', unitPrice, validFrom: '2024-01-01' }];
    return (await test.as(fin, createService, { name, billingMethod, taxCategoryId: standard, prices })).id;
  };
  const server = await service('Managed server', 'fixed', '40000');
  const remote = await service('Remote support', 'hourly', '13500');
  const onsite = await service('Onsite visit', 'hourly', '15000');
  const acme = await billableClient(test, fin, 'Acme Dental');
  const { id: contractId, lineIds } = await essentialContract(test, { fin, server, remote }, acme);
  const [fixedLine = '', hourlyLine = ''] = lineIds;
  return { tenant, fin, tess, mona, acme, contractId, fixedLine, hourlyLine, server, remote, onsite, standard };
}

/** Tess works at a client; approved by mona unless told otherwise. */
export async function work(
  test: TestHouse,
  scene: MonthEnd,
  minutes: number,
  more: { clientId?: string; serviceId?: string; on?: string; state?: EntryState } = {},
): Promise<string> {
  const { clientId = scene.acme, serviceId = scene.remote, on = '2026-10-14', state = 'approved' } = more;
  const startedAt = new Date(`${on}T15:00:00Z`);
  const span = { startedAt, endedAt: new Date(startedAt.getTime() + minutes * 60_000) };
  const entry = { clientId, serviceId, ...span, notes: 'Mail did not arrive', submit: state !== 'draft' };
  const { id } = await test.as(scene.tess, createTimeEntry, entry);
  if (state === 'approved') await test.as(scene.mona, approveTime, { ids: [id] });
  return id;
}

/** An unpaid invoice of another system over 900.00, of which 400.00 are open, due on 31 August 2026; taken over in the morning of this day. */
export function takeOver(
  test: TestHouse,
  scene: MonthEnd,
  more: Partial<FormerInvoice> = {},
  on = '2026-09-15',
): Promise<{ id: string }> {
  const days = { invoiceDate: '2026-08-01', dueDate: '2026-08-31' };
  const former = { clientId: scene.acme, number: 'R-17', currency: 'USD', originalTotal: 90_000n, open: 40_000n };
  const caller = { ...scene.fin, at: new Date(`${on}T09:00:00Z`) };
  return inUnit(test.house, caller, 'test', (ctx) => writeOpeningBalance(ctx, { ...former, ...days, ...more }));
}
