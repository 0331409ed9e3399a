import { catalogModule, createTaxCategory, listServices, updateService } from '@kelp/catalog';
import { billingModule } from '@kelp/billing';
import { clientsModule, createClient } from '@kelp/clients';
import { contractsModule, createContract } from '@kelp/contracts';
import { identityModule } from '@kelp/identity';
import { slaModule } from '@kelp/sla';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { decoded } from './kinds/decoded';
import { importsModule } from './module';
import { importDesk } from './testing/import-desk';

const desk = importDesk(
  ...[
    identityModule,
    clientsModule,
    catalogModule,
    ticketsModule,
    slaModule,
    timeModule,
    contractsModule,
    billingModule,
  ],
  importsModule,
);
const { staff, check, run, undo, rowsOf, problemsOf, whole, begin } = desk;
const services = async () =>
  (await desk.house().as(staff(), listServices, { limit: 50, includeInactive: true })).rows.map((one) => ({
    name: one.name,
    billed: one.billingMethod,
    unit: one.unit,
    tax: one.taxCategory.name,
    isActive: one.isActive,
    prices: one.prices
      .map(({ currency, unitPrice, validTo }) => `${unitPrice} ${currency}${validTo ? ' ended' : ''}`)
      .sort(),
  }));

it('imports services with a price a currency and a tax category, and names what is wrong by column', async () => {
  await desk.house().as(staff(), createTaxCategory, { name: 'Reduced', isExempt: false });
  const id = await begin(
    'Item Name,Type,Rate,Currency,Unit,Tax,Active\n' +
      'Remote support,Labor,"1.250,50",EUR,,,yes\n' +
      'Remote support,Labor,$120.00,USD,,,\n' +
      'Managed server,Recurring,99,,server,Reduced,no\n' +
      'Books,,5,,,Luxury,\n' +
      'Toner,,cheap,,,,\n' +
      'Paper,,1.005,JPY,,,\n' +
      'managed server,,99,,,,\n',
    'services',
  );
  expect(await check(id)).toMatchObject({ counts: { creates: 4, problem: 3 } });
  expect(await services()).toEqual([]);
  expect(await problemsOf(id)).toEqual([
    [
      5,
      {
        column: 'Tax',
        value: 'Luxury',
        message: expect.stringMatching(
          /There is no tax category “Luxury” here. Write one of: Exempt, Reduced, Standard/,
        ),
      },
    ],
    [6, { column: 'Rate', value: 'cheap', message: 'Write an amount such as 1234.50.' }],
    [8, { column: null, value: null, message: 'Line 4 is about the same record. Keep one of the two lines.' }],
  ]);
  expect((await run(id)).counts).toEqual({ created: 3, updated: 1, failed: 3 });
  expect(await services()).toEqual([
    { name: 'Managed server', billed: 'fixed', unit: 'server', tax: 'Reduced', isActive: false, prices: ['9900 USD'] },
    { name: 'Paper', billed: 'fixed', unit: 'piece', tax: 'Standard', isActive: true, prices: ['1.005 JPY'] },
    {
      name: 'Remote support',
      billed: 'hourly',
      unit: 'hour',
      tax: 'Standard',
      isActive: true,
      prices: ['12000 USD', '125050 EUR'],
    },
  ]);
  const again = await begin('Item Name,Rate,Currency\nRemote support,120,USD\n', 'services');
  expect((await check(again)).counts).toEqual({ skips: 1 });
});

it('takes services and prices back to the letter, but what a contract uses', async () => {
  await whole('Name,Price,Price from\nBackup,10,2024-01-01\n', 'services');
  const before = await services();
  const { id } = await whole(
    'Name,Price,Price from,Description\nBackup,12,2025-01-01,Daily\nFirewall,50,2025-01-01,\nPatching,30,2025-01-01,\n',
    'services',
  );
  expect((await services()).find(({ name }) => name === 'Backup')?.prices).toEqual(['1000 USD ended', '1200 USD']);
  const { id: clientId } = await desk.house().as(staff(), createClient, { name: 'Acme', domains: [] });
  const used = (await desk.house().as(staff(), listServices, { limit: 50, search: 'Patching', includeInactive: true }))
    .rows[0];
  const line = { kind: 'fixed', serviceId: used?.id, price: '3000' };
  const care = decoded(createContract, { clientId, name: 'Care', startsOn: '2025-01-01', lines: [line] });
  await desk.house().as(staff(), createContract, care);
  expect((await undo(id)).counts).toEqual({ undone: 2, kept: 1 });
  expect((await rowsOf(id)).at(-1)?.problems[0]?.message).toMatch(/Other records refer to this service by now/);
  expect((await services()).filter(({ name }) => name !== 'Patching')).toEqual(before);

  const later = await whole('Name,Price\nBackup,15\n', 'services');
  const backup = (await desk.house().as(staff(), listServices, { limit: 50, search: 'Backup', includeInactive: true }))
    .rows[0];
  await desk.house().as(staff(), updateService, { id: backup?.id ?? '', description: 'By hand' });
  expect((await undo(later.id)).counts).toEqual({ kept: 1 });
});
