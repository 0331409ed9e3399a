import { startTransport } from './testing/caught-mail';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addInvoiceLogo,
  assignInvoiceTemplate,
  createInvoiceTemplate,
  deleteInvoiceTemplate,
  finaliseInvoice,
  getInvoice,
  getInvoiceLogo,
  getInvoiceTemplate,
  invoiceDesign,
  listInvoices,
  listInvoiceTemplates,
  previewInvoiceTemplate,
  restoreInvoiceTemplate,
  startBillingRun,
  updateInvoiceTemplate,
} from './contract';
import { billingModule } from './module';
import { invoiceTemplateAssignments } from './tables';
import { billableClient, cutOff, essentialContract, openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
  startTransport();
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const create = async (name: string) => (await test.as(scene.fin, createInvoiceTemplate, { name })).id;
const templateOfInvoice = async (id: string) => (await test.as(scene.fin, getInvoice, { id })).template.name;

/** A draft with time and a fee, or of the fee alone. */
async function draft(hasWork: boolean): Promise<string> {
  if (hasWork) await work(test, scene, 60);
  await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', limit: 50 });
  return rows[0]?.id ?? '';
}

it('begins with the shipped templates, which nobody changes', async () => {
  const { templates } = await test.as(scene.fin, listInvoiceTemplates, {});
  expect(templates.map(({ id, isStandard, isDefault }) => [id, isStandard, isDefault])).toEqual([
    ['standard', true, true],
    ['compact', true, false],
    ['detailed', true, false],
  ]);
  const update = { id: 'standard', design: invoiceDesign.parse({ title: 'X' }) };
  await expect(test.as(scene.fin, updateInvoiceTemplate, update)).rejects.toMatchObject({ id: 'invalid' });
});

it('copies a template, keeps every version, and brings an earlier one back', async () => {
  const id = await create('Long');
  const { design, version } = await test.as(scene.fin, getInvoiceTemplate, { id });
  await test.as(scene.fin, updateInvoiceTemplate, { id, version, design: { ...design, title: 'Tax invoice' } });
  await expect(
    test.as(scene.fin, updateInvoiceTemplate, { id, version, design: { ...design, title: 'Late' } }),
  ).rejects.toMatchObject({ id: 'stale' });
  const changed = await test.as(scene.fin, getInvoiceTemplate, { id });
  expect(changed.versions.map((one) => [one.number, one.design.title, one.savedBy])).toEqual([
    [2, 'Tax invoice', 'Fin'],
    [1, '', 'Fin'],
  ]);
  await test.as(scene.fin, restoreInvoiceTemplate, { id, number: 1, version: changed.version });
  const back = await test.as(scene.fin, getInvoiceTemplate, { id });
  expect([back.design.title, back.versions.length]).toEqual(['', 3]);
  await expect(test.as(scene.fin, restoreInvoiceTemplate, { id, number: 9 })).rejects.toMatchObject({
    id: 'not_found',
  });
  const { id: copy } = await test.as(scene.fin, createInvoiceTemplate, { name: 'Copy', copyOf: id });
  expect((await test.as(scene.fin, getInvoiceTemplate, { id: copy })).design).toEqual(back.design);
  await expect(create('Copy')).rejects.toThrow('There is already a template with this name.');
});

it('asks the client first, then the kind of contract, then the workspace', async () => {
  const id = await draft(false);
  expect(await templateOfInvoice(id)).toBe('Standard');
  await test.as(scene.fin, assignInvoiceTemplate, { standardCode: 'compact' });
  expect(await templateOfInvoice(id)).toBe('Compact');
  const own = await create('For fees');
  await test.as(scene.fin, assignInvoiceTemplate, { contractKind: 'fixed', templateId: own });
  expect(await templateOfInvoice(id)).toBe('For fees');
  await test.as(scene.fin, assignInvoiceTemplate, { clientId: scene.acme, standardCode: 'detailed' });
  expect(await templateOfInvoice(id)).toBe('Detailed');
  await test.as(scene.fin, assignInvoiceTemplate, { clientId: scene.acme });
  expect(await templateOfInvoice(id)).toBe('For fees');
  await test.as(scene.fin, assignInvoiceTemplate, { contractKind: 'fixed' });
  expect(await templateOfInvoice(id)).toBe('Compact');
  const scopes = await test.inside(scene.tenant, (ctx) => ctx.db.list(invoiceTemplateAssignments, {}));
  expect(scopes.map(({ scopeType, scopeId }) => [scopeType, scopeId])).toEqual([['tenant', scene.tenant]]);
});

it('takes the kind of contract only when all lines are of it', async () => {
  const own = await create('For fees');
  await test.as(scene.fin, assignInvoiceTemplate, { contractKind: 'fixed', templateId: own });
  expect(await templateOfInvoice(await draft(true))).toBe('Standard');
});

it('wants one scope and one template, and always a default', async () => {
  const both = { clientId: scene.acme, contractKind: 'fixed' as const, standardCode: 'compact' as const };
  await expect(test.as(scene.fin, assignInvoiceTemplate, both)).rejects.toMatchObject({ id: 'invalid' });
  await expect(test.as(scene.fin, assignInvoiceTemplate, {})).rejects.toMatchObject({ id: 'invalid' });
  const insert = (custom: string | null, code: 'compact' | null) =>
    test.inside(scene.tenant, (ctx) =>
      ctx.db.insert(invoiceTemplateAssignments, {
        contractKind: 'seats',
        customTemplateId: custom,
        standardTemplateCode: code,
      }),
    );
  await expect(insert(null, null)).rejects.toThrow();
  await expect(insert(await create('Both'), 'compact')).rejects.toThrow();
});

it('deletes a template that nobody uses', async () => {
  const id = await create('Short-lived');
  await test.as(scene.fin, assignInvoiceTemplate, { clientId: scene.acme, templateId: id });
  await expect(test.as(scene.fin, deleteInvoiceTemplate, { id })).rejects.toMatchObject({
    id: 'invoice_template.in_use',
  });
  await test.as(scene.fin, assignInvoiceTemplate, { clientId: scene.acme });
  await test.as(scene.fin, deleteInvoiceTemplate, { id });
  await expect(test.as(scene.fin, getInvoiceTemplate, { id })).rejects.toMatchObject({ id: 'not_found' });
});

it('takes pictures only, whatever they are called, and shows them again', async () => {
  const { id } = await test.as(scene.fin, addInvoiceLogo, { name: 'logo.png', content: picture });
  expect((await test.as(scene.fin, getInvoiceLogo, { id })).dataUrl).toBe(`data:image/png;base64,${picture}`);
  const page = Buffer.from('<svg onload=alert(1)>').toString('base64');
  await expect(test.as(scene.fin, addInvoiceLogo, { name: 'logo.png', content: page })).rejects.toThrow(
    'A logo is a PNG or JPEG picture.',
  );
  const template = await create('With logo');
  const design = invoiceDesign.parse({ logoId: scene.acme });
  await expect(test.as(scene.fin, updateInvoiceTemplate, { id: template, design })).rejects.toMatchObject({
    id: 'not_found',
  });
});

it('shows a real invoice in the preview: the one chosen, else the latest final one', async () => {
  expect(await test.as(scene.fin, previewInvoiceTemplate, {})).toEqual({ invoice: null });
  const id = await draft(true);
  expect((await test.as(scene.fin, previewInvoiceTemplate, {})).invoice).toMatchObject({ id, number: 'Draft' });
  const { number } = await test.as(scene.fin, finaliseInvoice, { id });
  const { invoice } = await test.as(scene.fin, previewInvoiceTemplate, { invoiceId: id });
  expect(invoice).toMatchObject({ number, buyer: { name: 'Acme Dental' }, net: 52000n, total: 57200n });
});

it('marks a PDF whose letters the fonts do not have', async () => {
  const tokyo = await billableClient(test, scene.fin, '東京 株式会社');
  await essentialContract(test, scene, tokyo);
  const id = await draft(false);
  const { rows } = await test.as(scene.fin, listInvoices, { clientId: tokyo, limit: 50 });
  await test.as(scene.fin, finaliseInvoice, { id: rows[0]?.id ?? id });
  await settle(test);
  const drawn = await test.as(scene.fin, getInvoice, { id: rows[0]?.id ?? id });
  expect(drawn.pdfState).toBe('ready');
  expect(drawn.pdfError).toContain('Chinese or Japanese');
});
