import { callerWith, testHouse, bareTenant, type TestHouse } from '@kelp/testing';
import { inUnit, type Caller } from '@kelp/kernel';
import {
  eInvoices,
  importOpeningBalance,
  claims,
  invoiceLines,
  invoices,
  invoiceTaxes,
  paymentAllocations,
  payments,
} from '@kelp/billing';
import { services, taxCategories } from '@kelp/catalog';
import { clients, contacts } from '@kelp/clients';
import { billingProfiles } from '@kelp/contracts';
import { permissionsOfRoles, users } from '@kelp/identity';
import { newId } from '@kelp/std';
import { createTicket } from '@kelp/tickets';
import { timeEntries } from '@kelp/time';
import { getPortalEInvoice, getPortalInvoice, getPortalInvoicePdf, listPortalInvoices, portalHome } from './contract';
import { portalModule } from './module';

const secretNote = 'He was rude on the phone';

let test: TestHouse;
let tenant: string;
let acme: string;
let nina: Caller;
let bo: Caller;
let paidInvoice: string;
let openInvoice: string;
let draft: string;

async function financePerson(clientId: string, name: string): Promise<Caller> {
  const granted = permissionsOfRoles(test.house.registry.permissions, [
    { name: 'Finance', msp: false, followsDefault: true, granted: [] },
  ]);
  return callerWith(tenant, [...granted], { id: newId(), name, userType: 'client', clientId, contactId: newId() });
}

interface Wanted {
  state: 'draft' | 'final' | 'void';
  number: number | null;
  dueDate: string;
}

/** An invoice of 100.00 + 10 % with a time line of 45 minutes on a ticket, and a line of work that a fee includes. */
async function invoiceOf(clientId: string, { state, number, dueDate }: Wanted, at = new Date()): Promise<string> {
  const worker = await test.inside(tenant, (ctx) =>
    ctx.db.insert(users, { type: 'internal', email: `${newId()}@northstar.test`, name: 'Tess' }),
  );
  const ticket = await test.as(callerWith(tenant, 'all'), createTicket, { title: 'Printer offline', clientId });
  return test
    .inside(tenant, async (ctx) => {
      const category = await ctx.db.insert(taxCategories, { name: `Standard ${newId()}` });
      const service = await ctx.db.insert(services, {
        name: `Remote support ${newId()}`,
        billingMethod: 'hourly',
        taxCategoryId: category.id,
      });
      const profile =
        (await ctx.db.find(billingProfiles, { clientId })) ??
        (await ctx.db.insert(billingProfiles, { clientId, currency: 'USD', zone: 'America/Chicago' }));
      const isDraft = state === 'draft';
      const invoice = await ctx.db.insert(invoices, {
        state: 'draft',
        clientId,
        billingProfileId: profile.id,
        cutOff: '2026-02-01',
        currency: 'USD',
        invoiceDate: '2026-02-01',
        dueDate,
        net: 10_000n,
        tax: 1_000n,
        total: 11_000n,
        clientName: 'Acme Dental',
        claimCount: 1,
        engineVersion: 'test',
        frozenInputs: { cost: 'costs 41.00' },
        inputsHash: 'x',
        resultHash: 'x',
      });
      const entry = await ctx.db.insert(timeEntries, {
        userId: worker.id,
        workType: 'ticket',
        ticketId: ticket.id,
        clientId,
        serviceId: service.id,
        startedAt: at,
        endedAt: new Date(at.getTime() + 45 * 60_000),
        workDate: '2026-01-12',
        zone: 'America/Chicago',
        minutes: 45,
        billableMinutes: 45,
        notes: secretNote,
        userType: 'internal',
      });
      const line = {
        invoiceId: invoice.id,
        contractLineId: null,
        serviceId: service.id,
        unit: 'minute' as const,
        priceBase: 60,
        taxCategory: 'standard',
        taxPlace: '',
        taxRatePpm: 100_000,
        serviceFrom: '2026-01-01',
        serviceTo: '2026-02-01',
      };
      const explanation = {
        rule: 'time.rate_of_contract',
        version: null,
        inputs: { worked: '0:45' },
        steps: ['0:45 h × 133.33 USD an hour = 100.00 USD'],
        evidence: [],
      };
      const lineId = ctx.newId();
      await ctx.db.insertMany(invoiceLines, [
        {
          ...line,
          id: lineId,
          position: 1,
          kind: 'time',
          description: 'Remote support',
          quantity: '45',
          unitPrice: '13333',
          gross: 10_000n,
          net: 10_000n,
          taxable: 10_000n,
          tax: 1_000n,
          explanation,
        },
        {
          ...line,
          id: ctx.newId(),
          position: 2,
          kind: 'included_time',
          description: 'Work that the fee includes',
          quantity: '600',
          unitPrice: '0',
          gross: 0n,
          net: 0n,
          taxable: 0n,
          tax: 0n,
          explanation,
        },
      ]);
      await ctx.db.insertMany(invoiceTaxes, [
        {
          invoiceId: invoice.id,
          category: 'standard',
          place: '',
          ratePpm: 100_000,
          reason: null,
          base: 10_000n,
          tax: 1_000n,
        },
      ]);
      await ctx.db.insertMany(claims, [
        {
          sourceKind: 'time_entry',
          sourceId: entry.id,
          slice: 'whole',
          invoiceId: invoice.id,
          lineId,
          claimedAt: ctx.now(),
        },
      ]);
      return { id: invoice.id, isDraft };
    })
    .then(async ({ id, isDraft }) => {
      // The checks look at the commit: an invoice becomes final in a transaction of its own, as it does in the product.
      if (isDraft) return id;
      await test.inside(tenant, (ctx) =>
        ctx.db.update(invoices, id, {
          state,
          number: BigInt(number ?? 0),
          numberText: `INV-${String(number)}`,
          finalisedAt: ctx.now(),
          ...(state === 'void' ? { voidedAt: ctx.now(), voidReason: 'Wrong' } : {}),
          pdfState: 'ready',
          pdfKey: `${tenant}/invoice/${id}`,
          pdfSize: 1234n,
        }),
      );
      return id;
    });
}

async function pay(clientId: string, invoiceId: string, amount: bigint): Promise<void> {
  await test.inside(tenant, async (ctx) => {
    const payment = await ctx.db.insert(payments, {
      clientId,
      currency: 'USD',
      amount,
      receivedOn: '2026-02-10',
      method: 'bank_transfer',
      provider: 'manual',
      providerRef: `ref-${invoiceId.slice(-4)}-${String(amount)}`,
      note: 'Called twice about it',
      recordedBy: 'Fin',
    });
    await ctx.db.insertMany(paymentAllocations, [
      { id: ctx.newId(), paymentId: payment.id, invoiceId, amount, allocatedAt: ctx.now() },
    ]);
  });
}

beforeAll(async () => {
  test = await testHouse(portalModule);
  tenant = await bareTenant(test);
  const ids = await test.inside(tenant, async (ctx) => {
    const one = await ctx.db.insert(clients, { name: 'Acme Dental' });
    await ctx.db.insert(contacts, { clientId: one.id, fullName: 'Nina Noor' });
    return [one.id, (await ctx.db.insert(clients, { name: 'Bluefin Legal' })).id];
  });
  acme = String(ids[0]);
  nina = await financePerson(acme, 'Nina');
  bo = await financePerson(String(ids[1]), 'Bo');
  paidInvoice = await invoiceOf(acme, { state: 'final', number: 1, dueDate: '2026-03-01' });
  openInvoice = await invoiceOf(acme, { state: 'final', number: 2, dueDate: '2026-03-01' });
  draft = await invoiceOf(acme, { state: 'draft', number: null, dueDate: '2026-03-01' });
  await invoiceOf(acme, { state: 'void', number: 3, dueDate: '2026-03-01' });
  await pay(acme, paidInvoice, 11_000n);
  await pay(acme, openInvoice, 4_000n);
});
afterAll(() => test.close());

const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    ({ id, message }: { id: string; message: string }) => ({ id, message }),
  );

it('lists final invoices only, with what is still due in all', async () => {
  const all = await test.as(nina, listPortalInvoices, { state: 'all', limit: 50 });
  expect(all.rows.map(({ number }) => number).sort()).toEqual(['INV-1', 'INV-2']);
  expect(all.due).toEqual([{ currency: 'USD', amount: 7_000n }]);
  const due = await test.as(nina, listPortalInvoices, { state: 'due', limit: 50 });
  expect(due.rows).toMatchObject([{ number: 'INV-2', total: 11_000n, amountDue: 7_000n, paymentState: 'partly_paid' }]);
  const paid = await test.as(nina, listPortalInvoices, { state: 'paid', limit: 50 });
  expect(paid.rows).toMatchObject([{ number: 'INV-1', amountDue: 0n, paymentState: 'paid', isOverdue: false }]);
  expect((await test.as(bo, listPortalInvoices, { state: 'all', limit: 50 })).rows).toEqual([]);
});

it('says overdue from the day after the due date, in the workspace’s zone', async () => {
  const at = (instant: string): Caller => ({ ...nina, at: new Date(instant) });
  const isOverdue = async (instant: string) =>
    (await test.as(at(instant), getPortalInvoice, { id: openInvoice })).isOverdue;
  expect(await isOverdue('2026-03-02T05:59:00Z')).toBe(false);
  expect(await isOverdue('2026-03-02T06:01:00Z')).toBe(true);
});

it('explains each line in plain words, shows the work by day and ticket, and hides what only staff knows', async () => {
  const invoice = await test.as(nina, getPortalInvoice, { id: openInvoice });
  expect(invoice).toMatchObject({
    number: 'INV-2',
    net: 10_000n,
    tax: 1_000n,
    total: 11_000n,
    amountDue: 7_000n,
    hasPdf: true,
    taxes: [{ ratePpm: 100_000, base: 10_000n, tax: 1_000n }],
    payments: [{ amount: 4_000n, receivedOn: '2026-02-10' }],
  });
  expect(invoice.lines).toEqual([
    expect.objectContaining({
      description: 'Remote support',
      net: 10_000n,
      servicePeriod: { start: '2026-01-01', end: '2026-02-01' },
      why: ['0:45 h × 133.33 USD an hour = 100.00 USD'],
      // Nina sees only her own tickets, so the number stands there without a way in.
      work: [{ workDate: '2026-01-12', minutes: 45, ticket: { id: null, number: expect.stringMatching(/^T-\d+$/) } }],
    }),
  ]);
  expect(invoice.lines.reduce((sum, line) => sum + line.net, 0n)).toBe(invoice.net);
  const answers = [
    invoice,
    await test.as(nina, listPortalInvoices, { state: 'all', limit: 50 }),
    await test.as(nina, portalHome, {}),
  ];
  const everything = JSON.stringify(answers, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  for (const word of [secretNote, 'Called twice', 'costs 41.00', 'Work that the fee includes', 'Tess'])
    expect(everything).not.toContain(word);
});

it('gives the PDF under the invoice’s number', async () => {
  expect(await test.as(nina, getPortalInvoicePdf, { id: paidInvoice })).toEqual({
    filename: 'INV-1.pdf',
    contentType: 'application/pdf',
    size: 1234,
    storageKey: `${tenant}/invoice/${paidInvoice}`,
  });
});

it('answers drafts and other clients’ invoices as unknown ones', async () => {
  for (const door of [getPortalInvoice, getPortalInvoicePdf]) {
    const unknown = await failure(test.as(nina, door, { id: newId() }));
    expect(unknown).toMatchObject({ id: 'not_found' });
    expect(await failure(test.as(nina, door, { id: draft }))).toEqual(unknown);
    expect(await failure(test.as(bo, door, { id: openInvoice }))).toEqual(unknown);
  }
});

it('puts what is to be paid on the home page', async () => {
  expect(await test.as(nina, portalHome, {})).toMatchObject({ invoicesDue: [{ number: 'INV-2', amountDue: 7_000n }] });
  expect(await test.as(bo, portalHome, {})).toMatchObject({ invoicesDue: [] });
});

it('gives the e-invoice of an own document once there is one', async () => {
  const get = (caller: Caller) => test.as(caller, getPortalEInvoice, { id: openInvoice });
  await expect(get(nina)).rejects.toMatchObject({ id: 'not_found' });
  expect((await test.as(nina, getPortalInvoice, { id: openInvoice })).hasXml).toBe(false);
  await test.inside(tenant, (ctx) =>
    ctx.db.insert(eInvoices, {
      invoiceId: openInvoice,
      parties: {} as never,
      problems: [],
      frozenAt: ctx.now(),
      state: 'ready',
      fileKey: `${tenant}/e-invoice/${openInvoice}`,
      fileSize: 99n,
    }),
  );
  expect((await test.as(nina, getPortalInvoice, { id: openInvoice })).hasXml).toBe(true);
  expect(await get(nina)).toMatchObject({ contentType: 'application/xml', size: 99 });
  await expect(get(bo)).rejects.toMatchObject({ id: 'not_found' });
});

it('shows an open invoice of another system as such: to be paid, with what it was over, and without a paper', async () => {
  const caller = { ...callerWith(tenant, 'all'), isMuted: true };
  const days = { invoiceDate: '2026-01-05', dueDate: '2026-01-20' };
  const former = { clientId: acme, number: 'R-17', currency: 'USD', originalTotal: 90_000n, open: 40_000n, ...days };
  const { id } = await inUnit(test.house, caller, 'test', (ctx) => importOpeningBalance(ctx, former));
  const { rows } = await test.as(nina, listPortalInvoices, { state: 'due', limit: 50 });
  expect(rows.find((row) => row.id === id)).toMatchObject({
    kind: 'opening_balance',
    number: 'R-17',
    amountDue: 40_000n,
  });
  const shown = await test.as(nina, getPortalInvoice, { id });
  expect(shown).toMatchObject({ total: 40_000n, originalTotal: 90_000n, hasPdf: false, isOverdue: true });
  expect(await failure(test.as(nina, getPortalInvoicePdf, { id }))).toMatchObject({ id: 'not_found' });
});
