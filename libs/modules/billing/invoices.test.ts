import { startTransport } from './testing/caught-mail';
import { fileStorage } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { getTimeEntry, updateTimeEntry } from '@kelp/time';
import {
  assignInvoiceTemplate,
  billingInvariants,
  createInvoiceTemplate,
  deleteDraft,
  finaliseInvoice,
  finaliseInvoices,
  getInvoice,
  getInvoicePdf,
  invoiceDesign,
  listInvoices,
  listInvoiceTemplates,
  listPayments,
  listTransactions,
  recordPayment,
  sendInvoice,
  startBillingRun,
  toBill,
  updateBillingSettings,
  updateInvoiceTemplate,
  voidInvoice,
} from './contract';
import { replayInvoice } from './domain/freeze-invoice';
import { canonicalJson } from './domain/canonical-json';
import { billingModule } from './module';
import { invoices } from './tables';
import { billableClient, cutOff, essentialContract, openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let sent: ReturnType<typeof startTransport>;

beforeAll(async () => {
  test = await testHouse(billingModule);
  sent = startTransport();
});
afterAll(() => test.close());
beforeEach(async () => {
  sent.splice(0);
  scene = await openMonthEnd(test);
});

const page = { limit: 50 };
const violations = async () => (await test.as(scene.fin, billingInvariants, {})).violations;
const read = (id: string) => test.as(scene.fin, getInvoice, { id });

async function bill(clientIds?: string[]): Promise<string[]> {
  await test.as(scene.fin, startBillingRun, { cutOff, clientIds });
  await settle(test);
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', ...page });
  return rows.map(({ id }) => id).reverse();
}

async function finalInvoice(): Promise<string> {
  await work(test, scene, 130);
  const [id = ''] = await bill();
  await test.as(scene.fin, finaliseInvoice, { id });
  return id;
}

const pdfBytes = async (id: string) => {
  const file = await test.as(scene.fin, getInvoicePdf, { id });
  return { file, bytes: Buffer.concat(await (await fileStorage().get(file.storageKey)).toArray()) };
};

const ofInvoice = (id: string) => test.inside(scene.tenant, (ctx) => ctx.db.get(invoices, id));

describe('finalising', () => {
  it('gives the number, books entries that sum to zero, freezes the invoice and draws its PDF', async () => {
    const id = await finalInvoice();
    await settle(test);
    expect(await read(id)).toMatchObject({
      state: 'final',
      number: 'INV-0001',
      total: 73700n,
      amountDue: 73700n,
      paymentState: 'unpaid',
      pdfState: 'ready',
      dueDate: '2026-12-02',
    });
    const booked = await test.rows<{ account: string; amount: bigint }>(
      scene.tenant,
      sql`select account, amount from postings where tenant_id = ${scene.tenant} order by position`,
    );
    expect(booked).toEqual([
      { account: 'receivable', amount: 73700n },
      { account: 'revenue', amount: -67000n },
      { account: 'tax_payable', amount: -6700n },
    ]);
    const { file, bytes } = await pdfBytes(id);
    expect(file).toMatchObject({ filename: 'INV-0001.pdf', contentType: 'application/pdf', size: bytes.length });
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await expect(test.as(scene.fin, finaliseInvoice, { id })).rejects.toMatchObject({ id: 'invoice.not_finalisable' });
    expect(await violations()).toEqual([]);
  });

  it('replays the stored invoice from its frozen inputs to the same bytes', async () => {
    const id = await finalInvoice();
    const { frozenInputs, inputsHash, resultHash, engineVersion, total } = await ofInvoice(id);
    const inputs = canonicalJson(frozenInputs);
    const replay = replayInvoice({ engineVersion, inputs, inputsHash, resultHash });
    expect(replay.isEqual).toBe(true);
    expect(replay.result.total).toBe(total);
  });

  it('numbers without a gap when many finalise at once, and when one fails', async () => {
    for (const name of ['Bluefin', 'Cedar', 'Delta', 'Ember']) {
      await essentialContract(test, scene, await billableClient(test, scene.fin, name));
    }
    const ids = await bill();
    expect(ids).toHaveLength(5);
    await Promise.all([
      test.as(scene.fin, finaliseInvoice, { id: ids[0] ?? '' }),
      test.as(scene.fin, finaliseInvoices, { ids: ids.slice(1, 3) }),
      test
        .inside(scene.tenant, async (ctx) => {
          await ctx.db.rows(
            sql`update number_series set next = next + 1 where tenant_id = ${ctx.tenant} and kind = 'invoice'`,
          );
          throw new Error('dies before its commit');
        })
        .catch(() => undefined),
      test.as(scene.fin, finaliseInvoice, { id: ids[3] ?? '' }),
    ]);
    const rest = await test.as(scene.fin, finaliseInvoices, { ids });
    expect([rest.finalised.length, rest.skipped.length]).toEqual([1, 4]);
    const { rows } = await test.as(scene.fin, listInvoices, { state: 'final', ...page });
    expect(rows.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `INV-000${n}`));
    expect(await violations()).toEqual([]);
  });

  it('lets nobody change a final invoice, its lines or the books', async () => {
    const id = await finalInvoice();
    const attempt = (statement: ReturnType<typeof sql>) =>
      test
        .inside(scene.tenant, (ctx) => ctx.db.rows(statement))
        .then(
          () => 'done',
          (error: { constraint?: string; code?: string }) => error.constraint ?? error.code,
        );
    const t = scene.tenant;
    const line = sql`tenant_id = ${t} and invoice_id = ${id}`;
    expect(await attempt(sql`update invoices set net = 1, total = 1 + tax where tenant_id = ${t} and id = ${id}`)).toBe(
      'invoices_frozen',
    );
    expect(
      await attempt(
        sql`update invoices set number = null, number_text = null, finalised_at = null where tenant_id = ${t} and id = ${id}`,
      ),
    ).toBe('invoices_number_shown');
    expect(await attempt(sql`update invoice_lines set description = 'x' where ${line}`)).toBe('invoices_frozen');
    expect(await attempt(sql`delete from invoice_taxes where ${line}`)).toBe('invoices_frozen');
    expect(await attempt(sql`update postings set amount = 1 where tenant_id = ${t}`)).toBe('42501');
    await attempt(sql`delete from postings where tenant_id = ${t}`);
    await attempt(sql`delete from journal_entries where tenant_id = ${t}`);
    const left = sql`select 1 from postings p join journal_entries e on e.tenant_id = p.tenant_id and e.id = p.entry_id where p.tenant_id = ${t}`;
    expect(await test.rows(t, left)).toHaveLength(3);
    const claim = sql`insert into claims (tenant_id, source_kind, source_id, slice, invoice_id, line_id, claimed_at)
      select tenant_id, source_kind, source_id, slice, invoice_id, line_id, claimed_at from claims where tenant_id = ${t}`;
    expect(await attempt(claim)).toBe('claims_key');
    const overlap = sql`insert into period_claims (tenant_id, id, contract_line_id, part, claimed_from, claimed_to, invoice_id, line_id)
      select tenant_id, gen_random_uuid(), contract_line_id, part, '2026-10-31', '2026-11-05', invoice_id, line_id from period_claims where tenant_id = ${t}`;
    expect(await attempt(overlap)).toBe('period_claims_once');
    const unbalanced = sql`insert into postings (tenant_id, entry_id, position, account, client_id, currency, amount)
      select tenant_id, entry_id, 9, account, client_id, currency, 1 from postings where tenant_id = ${t} limit 1`;
    expect(await attempt(unbalanced)).toBe('postings_balanced');
  });
});

describe('drafts and void', () => {
  it('frees what a deleted draft held, and refuses to delete a final one', async () => {
    await work(test, scene, 130);
    const [id = ''] = await bill();
    await test.as(scene.fin, deleteDraft, { id });
    const due = await test.as(scene.fin, toBill, { cutOff, ...page });
    expect(due.rows).toMatchObject([{ total: 73700n }]);
    const final = (await bill())[0] ?? '';
    await test.as(scene.fin, finaliseInvoice, { id: final });
    expect((await read(final)).number).toBe('INV-0001');
    await expect(test.as(scene.fin, deleteDraft, { id: final })).rejects.toMatchObject({ id: 'invoice.final' });
    expect(await violations()).toEqual([]);
  });

  it('voids by a mirror entry, keeps the number, frees the time, and never uses the number again', async () => {
    const id = await finalInvoice();
    await test.as(scene.fin, voidInvoice, { id, reason: 'Wrong month' });
    expect(await read(id)).toMatchObject({
      state: 'void',
      number: 'INV-0001',
      amountDue: 0n,
      voidReason: 'Wrong month',
    });
    const account = await test.as(scene.fin, listTransactions, { clientId: scene.acme, ...page });
    expect(account.rows).toMatchObject([
      { type: 'void', amount: -73700n, balance: 0n },
      { type: 'invoice', amount: 73700n, balance: 73700n },
    ]);
    const [again = ''] = await bill();
    await test.as(scene.fin, finaliseInvoice, { id: again });
    expect(await read(again)).toMatchObject({ number: 'INV-0002', total: 73700n });
    await expect(test.as(scene.fin, voidInvoice, { id, reason: 'Twice' })).rejects.toMatchObject({
      id: 'invoice.void',
    });
    await settle(test);
    expect(await violations()).toEqual([]);
  });

  it('locks time that is on an invoice and says which', async () => {
    const entryId = await work(test, scene, 130);
    const [id = ''] = await bill();
    const entry = await test.as(scene.tess, getTimeEntry, { id: entryId });
    const change = () =>
      test.as(scene.tess, updateTimeEntry, { id: entryId, version: entry.version, notes: 'x', submit: false });
    await expect(change()).rejects.toThrow();
    const locked = (caller: string) =>
      test.inside(scene.tenant, async (ctx) => {
        const filling = test.house.registry.fillings.get('time.entry_is_locked')?.[0];
        return filling?.answer(ctx, { entryId: caller } as never);
      });
    expect(await locked(entryId)).toBe('This entry is on a draft invoice. Delete the draft to change it.');
    await test.as(scene.fin, finaliseInvoice, { id });
    expect(await locked(entryId)).toBe('This entry is on invoice INV-0001. Void the invoice to change it.');
  });
});

describe('payments', () => {
  const pay = (amount: bigint, more: object = {}) =>
    test.as(scene.fin, recordPayment, {
      clientId: scene.acme,
      amount,
      currency: 'USD',
      method: 'bank_transfer',
      provider: 'bank',
      note: '',
      ...more,
    });

  it('pays in parts down to 0, keeps the rest as credit, and counts the same reference once', async () => {
    const id = await finalInvoice();
    const [first, twin] = await Promise.all([pay(10000n, { reference: 'A1' }), pay(10000n, { reference: 'A1' })]);
    expect(first.id).toBe(twin.id);
    expect([first.isNew, twin.isNew].sort()).toEqual([false, true]);
    expect(await read(id)).toMatchObject({ amountDue: 63700n, paymentState: 'partly_paid' });
    await expect(pay(99n, { reference: 'A1' })).rejects.toMatchObject({ id: 'payment.reference_used' });
    const second = await pay(70000n, { reference: 'A2' });
    expect(second).toMatchObject({ uses: [{ invoiceId: id, amount: 63700n }], credit: 6300n });
    expect(await read(id)).toMatchObject({ amountDue: 0n, paymentState: 'paid', paid: 73700n });
    const { rows } = await test.as(scene.fin, listPayments, { clientId: scene.acme, ...page });
    expect(rows.map(({ unapplied }) => unapplied)).toEqual([6300n, 0n]);
    const account = await test.as(scene.fin, listTransactions, { clientId: scene.acme, ...page });
    expect(account.rows.map(({ balance }) => balance)).toEqual([-6300n, 63700n, 73700n]);
    await expect(test.as(scene.fin, voidInvoice, { id, reason: 'x' })).rejects.toMatchObject({ id: 'invoice.paid' });
    expect(await violations()).toEqual([]);
  });

  it('never pays an invoice twice when two payments come at once', async () => {
    const id = await finalInvoice();
    const both = await Promise.all([pay(73700n, { reference: 'B1' }), pay(73700n, { reference: 'B2' })]);
    expect(both.map(({ credit }) => credit).sort()).toEqual([0n, 73700n]);
    expect((await read(id)).amountDue).toBe(0n);
    expect(await violations()).toEqual([]);
  });

  it('refuses a choice that does not fit', async () => {
    const id = await finalInvoice();
    const refusal = { id: 'invalid' };
    await expect(pay(100n, { invoices: [{ invoiceId: id, amount: 200n }] })).rejects.toMatchObject(refusal);
    await expect(pay(100n, { invoices: [{ invoiceId: scene.acme, amount: 50n }] })).rejects.toMatchObject(refusal);
  });
});

describe('mail and layout', () => {
  it('mails the invoice with its PDF and the portal address, even when the PDF was not drawn yet', async () => {
    const id = await finalInvoice();
    const { to } = await test.as(scene.fin, sendInvoice, { id });
    expect(to).toBe('accounts@acme.test');
    await settle(test);
    expect(sent).toHaveLength(1);
    const [mail] = sent;
    expect(mail?.to).toBe('accounts@acme.test');
    expect(mail?.subject).toMatch(/^Invoice INV-0001 from Tenant /);
    expect(mail?.text).toContain(`/client-portal/invoices/${id}`);
    expect(mail?.text).toContain('$737.00');
    expect(mail?.attachments).toMatchObject([{ filename: 'INV-0001.pdf', contentType: 'application/pdf' }]);
    expect(await read(id)).toMatchObject({ sentTo: 'accounts@acme.test', sentAt: expect.any(Date) });
  });

  it('does not send a draft', async () => {
    await work(test, scene, 130);
    const [id = ''] = await bill();
    await expect(test.as(scene.fin, sendInvoice, { id })).rejects.toMatchObject({ id: 'invoice.draft' });
  });

  it('draws with the template of the client once another is chosen; the data stays', async () => {
    const id = await finalInvoice();
    await settle(test);
    const before = { detail: await read(id), pdf: await pdfBytes(id) };
    expect(before.detail.template.name).toBe('Standard');
    const { id: templateId } = await test.as(scene.fin, createInvoiceTemplate, { name: 'Long' });
    const design = invoiceDesign.parse({ title: 'Tax invoice', footer: 'Bank 123', accentColor: '#6d28d9' });
    await test.as(scene.fin, updateInvoiceTemplate, { id: templateId, design });
    await test.as(scene.fin, assignInvoiceTemplate, { clientId: scene.acme, templateId });
    await settle(test);
    const after = { detail: await read(id), pdf: await pdfBytes(id) };
    expect(after.detail.template.name).toBe('Long');
    expect(after.pdf.bytes.equals(before.pdf.bytes)).toBe(false);
    expect(after.detail.lines).toEqual(before.detail.lines);
    const { templates } = await test.as(scene.fin, listInvoiceTemplates, {});
    expect(templates.find(({ id: one }) => one === templateId)).toMatchObject({
      isDefault: false,
      clients: [{ name: 'Acme Dental' }],
    });
    await test.as(scene.fin, assignInvoiceTemplate, { clientId: scene.acme });
    expect((await read(id)).template.name).toBe('Standard');
  });

  it('skips documents of zero unless the workspace issues them', async () => {
    const free = await billableClient(test, scene.fin, 'Free Clinic');
    const { lineIds } = await essentialContract(test, scene, free);
    await test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(
        sql`update contract_line_terms set price = 0 where tenant_id = ${ctx.tenant} and line_id = ${lineIds[0]}`,
      ),
    );
    expect(await bill([free])).toHaveLength(0);
    await test.as(scene.fin, updateBillingSettings, { zeroInvoices: 'issue' });
    expect(await bill([free])).toHaveLength(1);
  });
});
