import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  createService,
  createTaxCategory,
  getService,
  listServices,
  listTaxRates,
  setTaxRate,
  updateService,
} from './contract';
import { catalogModule } from './index';
import { samples } from './samples';

let test: TestHouse;
let tenant: string;
beforeAll(async () => {
  test = await testHouse(catalogModule);
});
beforeEach(async () => {
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const fin = (at?: string) => ({ ...callerWith(tenant, 'all'), ...(at ? { at: new Date(at) } : {}) });
const categories = async () => (await test.as(fin(), listTaxRates, {})).categories;
const category = async (name = 'Standard') => (await categories()).find((one) => one.name === name)?.id ?? '';
const remote = async (prices = [{ currency: 'USD', unitPrice: '12000', validFrom: '2026-01-01' }]) =>
  (
    await test.as(fin(), createService, {
      name: 'Remote support',
      billingMethod: 'hourly',
      taxCategoryId: await category(),
      prices,
    })
  ).id;

describe('prices', () => {
  it('a new price begins on its date and ends the one before; a later one stays', async () => {
    const id = await remote();
    await test.as(fin(), updateService, {
      id,
      price: { currency: 'USD', unitPrice: '14000', validFrom: '2026-09-01' },
    });
    await test.as(fin(), updateService, {
      id,
      price: { currency: 'USD', unitPrice: '13000', validFrom: '2026-06-15' },
    });
    const { prices } = await test.as(fin('2026-07-01T12:00:00Z'), getService, { id });
    expect(
      prices.map(({ unitPrice, validFrom, validTo, isCurrent }) => [unitPrice, validFrom, validTo, isCurrent]),
    ).toEqual([
      ['14000', '2026-09-01', null, false],
      ['13000', '2026-06-15', '2026-09-01', true],
      ['12000', '2026-01-01', '2026-06-15', false],
    ]);
  });

  it('corrects a price of the same date, with both values in the audit trail', async () => {
    const id = await remote();
    await test.as(fin(), updateService, {
      id,
      price: { currency: 'USD', unitPrice: '12500', validFrom: '2026-01-01' },
    });
    const { prices } = await test.as(fin(), getService, { id });
    expect(prices).toMatchObject([{ unitPrice: '12500', validFrom: '2026-01-01', validTo: null }]);
    const audit = await test.rows(
      tenant,
      sql`select before, after from audit_log where tenant_id = ${tenant} and action = 'service.update'`,
    );
    expect(audit).toContainEqual({ before: { unitPrice: '12000' }, after: { unitPrice: '12500' } });
  });

  it('without a date begins today on the wall of the workspace', async () => {
    const id = await remote([]);
    // 03:00Z on 1 July is still 30 June in Chicago.
    await test.as(fin('2026-07-01T03:00:00Z'), updateService, { id, price: { currency: 'USD', unitPrice: '1' } });
    expect((await test.as(fin(), getService, { id })).prices).toMatchObject([{ validFrom: '2026-06-30' }]);
  });

  it('keeps currencies apart, digits below the cent, and refuses what is no currency', async () => {
    const id = await remote();
    await test.as(fin(), updateService, {
      id,
      price: { currency: 'EUR', unitPrice: '0.000000000001', validFrom: '2026-01-01' },
    });
    const { prices } = await test.as(fin(), getService, { id });
    expect(prices.map((price) => price.unitPrice).sort()).toEqual(['0.000000000001', '12000']);
    const wrong = { currency: 'ZZZ', unitPrice: '1', validFrom: '2026-01-01' };
    await expect(test.as(fin(), updateService, { id, price: wrong })).rejects.toMatchObject({ id: 'invalid' });
    const negative = { currency: 'USD', unitPrice: '-1', validFrom: '2027-01-01' };
    await expect(test.as(fin(), updateService, { id, price: negative })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('the database refuses two prices on one day', async () => {
    const id = await remote();
    const twin = test.inside(tenant, (ctx) =>
      ctx.db.rows(
        sql`insert into service_prices (tenant_id, id, service_id, currency, unit_price, valid_from)
            values (${tenant}, ${newId()}, ${id}, 'USD', 1, '2026-03-01')`,
      ),
    );
    await expect(twin).rejects.toThrow(/service_prices_no_overlap/);
  });

  it('takes many price changes at once without a hole or an overlap', async () => {
    const id = await remote();
    const days = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];
    await Promise.all(
      days.map((validFrom) =>
        test.as(fin(), updateService, { id, price: { currency: 'USD', unitPrice: '1', validFrom } }),
      ),
    );
    const { prices } = await test.as(fin(), getService, { id });
    const ascending = [...prices].reverse();
    expect(ascending.map((price) => price.validFrom)).toEqual(['2026-01-01', ...days]);
    expect(ascending.map((price) => price.validTo)).toEqual([...days, null]);
  });
});

describe('services', () => {
  it('lists by name, a page at a time, without those out of use', async () => {
    const taxCategoryId = await category();
    for (const name of ['onsite visit', 'Backup storage', 'Remote support']) {
      await test.as(fin(), createService, { name, billingMethod: 'hourly', taxCategoryId, prices: [] });
    }
    const first = await test.as(fin(), listServices, { limit: 2, includeInactive: false });
    const second = await test.as(fin(), listServices, { limit: 2, includeInactive: false, after: first.next ?? '' });
    expect([...first.rows, ...second.rows].map((row) => row.name)).toEqual([
      'Backup storage',
      'onsite visit',
      'Remote support',
    ]);
    expect(second.next).toBeNull();
    await test.as(fin(), updateService, { id: first.rows[0]?.id ?? '', isActive: false });
    const rest = await test.as(fin(), listServices, { limit: 50, includeInactive: false });
    expect(rest.rows).toHaveLength(2);
    expect(
      (await test.as(fin(), listServices, { limit: 50, includeInactive: true, search: 'STOR' })).rows,
    ).toHaveLength(1);
  });

  it('refuses a second one of the same name, a stale write, and a tax category of another workspace', async () => {
    const id = await remote();
    await expect(
      test.as(fin(), createService, {
        name: 'REMOTE support',
        billingMethod: 'hourly',
        taxCategoryId: await category(),
        prices: [],
      }),
    ).rejects.toThrow('There is already a service with this name.');
    await test.as(fin(), updateService, { id, name: 'Remote help' });
    await expect(test.as(fin(), updateService, { id, version: 1, name: 'Other' })).rejects.toMatchObject({
      id: 'stale',
    });
    const foreign = await category();
    tenant = await bareTenant(test);
    await expect(
      test.as(fin(), createService, { name: 'X', billingMethod: 'fixed', taxCategoryId: foreign, prices: [] }),
    ).rejects.toMatchObject({ id: 'not_found' });
  });

  it('refuses whoever lacks the permission', async () => {
    const id = await remote();
    await expect(test.as(callerWith(tenant, ['service.read']), updateService, { id, name: 'x' })).rejects.toMatchObject(
      {
        id: 'forbidden',
      },
    );
    await expect(test.as(callerWith(tenant, ['service.read']), listTaxRates, {})).rejects.toMatchObject({
      id: 'forbidden',
    });
  });
});

describe('tax rates', () => {
  it('a new workspace has Standard without any rate, and Exempt with 0 % and its reason', async () => {
    expect(await categories()).toMatchObject([
      { name: 'Exempt', isExempt: true, rates: [{ percent: '0', reason: 'Exempt from tax', validTo: null }] },
      { name: 'Standard', isExempt: false, rates: [] },
    ]);
  });

  it('sets rates from dates, by place', async () => {
    const categoryId = await category();
    const rate = { categoryId, place: '*', name: 'Tax' };
    await test.as(fin(), setTaxRate, { ...rate, percent: '10', validFrom: '2025-01-01' });
    await test.as(fin(), setTaxRate, { ...rate, percent: '11.5', validFrom: '2026-07-01' });
    await test.as(fin(), setTaxRate, { ...rate, place: 'Illinois', percent: '6.25', validFrom: '2025-01-01' });
    const standard = (await categories()).find((one) => one.id === categoryId);
    expect(standard?.rates.map((one) => [one.place, one.percent, one.validFrom, one.validTo]).sort()).toEqual([
      ['*', '10', '2025-01-01', '2026-07-01'],
      ['*', '11.5', '2026-07-01', null],
      ['Illinois', '6.25', '2025-01-01', null],
    ]);
  });

  it('0 % needs its reason, and an exempt category takes nothing else', async () => {
    const zero = { categoryId: await category(), place: '*', name: 'Tax', percent: '0' };
    await expect(test.as(fin(), setTaxRate, zero)).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    await test.as(fin(), setTaxRate, { ...zero, reason: 'No sales tax here' });
    const charged = { categoryId: await category('Exempt'), place: '*', name: 'Tax', percent: '5' };
    await expect(test.as(fin(), setTaxRate, charged)).rejects.toMatchObject({
      fields: { percent: expect.any(String) },
    });
    for (const percent of ['100.1', '8.12345', '-1', 'x']) {
      await expect(test.as(fin(), setTaxRate, { ...zero, percent })).rejects.toMatchObject({ id: 'invalid' });
    }
  });

  it('a new exempt category is 0 % at once', async () => {
    const { id } = await test.as(fin(), createTaxCategory, { name: 'Medical', isExempt: true });
    expect((await categories()).find((one) => one.id === id)?.rates).toMatchObject([{ percent: '0' }]);
    await expect(test.as(fin(), createTaxCategory, { name: 'Medical', isExempt: false })).rejects.toThrow(
      'There is already a tax category with this name.',
    );
  });
});

it('has a valid sample for every action and query', async () => {
  const ids = await test.inside(tenant, (ctx) => samples.make(ctx, {}));
  for (const piece of [...catalogModule.queries, ...catalogModule.actions]) {
    const input = samples.inputs[piece.contract.name]?.(ids);
    await expect(test.dispatcher.wire(piece.contract.name, input, fin())).resolves.toBeTruthy();
  }
});
