import {
  createService,
  createServiceAction,
  servicePrices,
  services,
  takeBackPrices,
  takeBackService,
  taxCategories,
  updateService,
  updateServiceAction,
  type FormerPrice,
} from '@kelp/catalog';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { asAmount, asCurrency, asNotYes, asOneOf, asText, asWhole, asYesNo } from '../domain/cell-readers';
import { asDate } from '../domain/date-readers';
import { decoded } from './decoded';
import { given, oldValues, text } from './given';
import type { ImportKind, Values } from './import-kind';
import { rowByRow } from './row-by-row';
import { priceIn, serviceNamed } from './lookups';

const plain = ['name', 'unit', 'description', 'minimumMinutes', 'incrementMinutes', 'pricesIncludeTax'] as const;

/** The tax category that a cell names; without a name the only one that is taxed. */
async function taxCategoryOf(ctx: ReadCtx, name: string): Promise<string> {
  const all = await ctx.db.list(taxCategories, {}, { orderBy: 'name' });
  const taxed = all.filter(({ isExempt }) => !isExempt);
  const found = name
    ? all.find((one) => one.name.toLowerCase() === name.toLowerCase())
    : (taxed.find((one) => one.name === 'Standard') ?? (taxed.length === 1 ? taxed[0] : undefined));
  if (found) return found.id;
  const names = all.map((one) => one.name).join(', ');
  throw invalid('A tax category is missing.', {
    taxCategory: name ? `There is no tax category “${name}” here. Write one of: ${names}.` : `Write one of: ${names}.`,
  });
}

/** The price in the row as the catalogue takes it; undefined where there is none. */
async function priceOf(ctx: Ctx, values: Values) {
  if (values['price'] === undefined) return undefined;
  const currency = text(values, 'currency') || (await readTenant(ctx)).currency;
  const unitPrice = priceIn(text(values, 'price'), currency, 'price');
  const validFrom = values['validFrom'];
  return { currency, unitPrice, ...(validFrom === undefined ? {} : { validFrom: String(validFrom) }) };
}

const facts = (values: Values) => {
  const isInactive = values['isInactive'] ?? values['active'];
  return { ...given(values, plain), ...(isInactive === undefined ? {} : { isActive: isInactive !== true }) };
};

const pricesIn = async (ctx: ReadCtx, serviceId: string, currency: string): Promise<FormerPrice[]> =>
  (await ctx.db.list(servicePrices, { serviceId, currency })).map(({ unitPrice, validFrom, validTo }) => ({
    unitPrice,
    validFrom,
    validTo,
  }));

async function create(ctx: Ctx, values: Values): Promise<string> {
  const { isActive, ...rest } = facts(values);
  const price = await priceOf(ctx, values);
  const { id } = await ctx.run(
    createServiceAction,
    decoded(createService, {
      ...rest,
      billingMethod: values['billingMethod'] ?? 'fixed',
      taxCategoryId: await taxCategoryOf(ctx, text(values, 'taxCategory')),
      prices: price ? [price] : [],
    }),
  );
  if (isActive === false) await ctx.run(updateServiceAction, decoded(updateService, { id, isActive }));
  return id;
}

/** A price that is in force already is not set anew, so that the same file twice changes nothing. */
async function update(ctx: Ctx, id: string, values: Values): Promise<Record<string, unknown>> {
  const service = await ctx.db.lock(services, id);
  if (values['billingMethod'] !== undefined && values['billingMethod'] !== service.billingMethod)
    throw invalid('The way of billing stays.', {
      billingMethod: `${service.name} is ${service.billingMethod}, which cannot change. Leave the cell empty, or choose another name.`,
    });
  const name = text(values, 'taxCategory');
  const patch = { ...facts(values), ...(name ? { taxCategoryId: await taxCategoryOf(ctx, name) } : {}) };
  const price = await priceOf(ctx, values);
  const former = price ? await pricesIn(ctx, id, price.currency) : [];
  const isKnown =
    price !== undefined &&
    former.some((one) =>
      'validFrom' in price
        ? one.validFrom === price.validFrom && one.unitPrice === price.unitPrice
        : one.validTo === null && one.unitPrice === price.unitPrice,
    );
  const before = { ...oldValues(service, patch), ...(price && !isKnown ? { price: { ...price, former } } : {}) };
  await ctx.run(updateServiceAction, decoded(updateService, { id, ...patch, ...(price && !isKnown ? { price } : {}) }));
  return before;
}

export const servicesKind: ImportKind = rowByRow({
  key: 'services',
  label: 'Services',
  entity: 'service',
  title: 'name',
  isInParts: true,
  needs: { create: ['service.create', 'service.update'], update: ['service.update'] },
  fields: [
    {
      key: 'name',
      label: 'Name',
      isRequired: true,
      names: ['service', 'service name', 'product', 'product name', 'item', 'item name'],
      read: asText,
    },
    {
      key: 'billingMethod',
      label: 'Billed',
      hint: 'Fixed when it is empty. Only for new services.',
      names: ['billing method', 'category', 'type', 'service type', 'item type'],
      choices: ['fixed', 'hourly', 'usage'],
      read: asOneOf({
        fixed: ['fixed price', 'recurring', 'product', 'flat', 'flat rate', 'per unit', 'non-inventory', 'service'],
        hourly: ['hour', 'time', 'labor', 'labour', 'work', 'time and materials', 'per hour'],
        usage: ['metered', 'consumption', 'usage based'],
      }),
    },
    {
      key: 'price',
      label: 'Price',
      hint: 'For one unit. A row for each currency.',
      names: ['unit price', 'rate', 'sales price', 'list price', 'hourly rate'],
      read: asAmount,
    },
    {
      key: 'currency',
      label: 'Currency',
      hint: 'The workspace’s own when it is empty.',
      names: ['currency code'],
      read: asCurrency,
    },
    {
      key: 'validFrom',
      label: 'Price from',
      hint: 'Its first day; today when it is empty.',
      names: ['valid from', 'effective date', 'price date'],
      read: asDate,
    },
    { key: 'unit', label: 'Unit', names: ['unit of measure', 'uom'], read: asText },
    {
      key: 'taxCategory',
      label: 'Tax category',
      hint: 'By name; Standard when it is empty.',
      names: ['tax', 'tax class', 'tax code', 'tax name'],
      read: asText,
    },
    { key: 'pricesIncludeTax', label: 'Prices include tax', names: ['tax included', 'gross'], read: asYesNo },
    { key: 'description', label: 'Description', names: ['notes', 'details'], read: asText },
    { key: 'minimumMinutes', label: 'At least, minutes', names: ['minimum minutes'], read: asWhole },
    { key: 'incrementMinutes', label: 'Rounded up to, minutes', names: ['increment', 'round up to'], read: asWhole },
    { key: 'isInactive', label: 'Inactive', names: ['is inactive', 'archived', 'discontinued'], read: asYesNo },
    {
      key: 'active',
      label: 'Active',
      hint: 'The opposite of inactive, for files that say so.',
      names: ['is active', 'enabled'],
      read: asNotYes,
    },
  ],
  keysOf: (values) =>
    values['name']
      ? [`${text(values, 'name')}|${text(values, 'currency')}|${text(values, 'validFrom')}`.toLowerCase()]
      : [],
  find: async (ctx, values) => (await serviceNamed(ctx, text(values, 'name')))?.id ?? null,
  follow: async (ctx, id) => (await ctx.db.find(services, { id }))?.id ?? null,
  create,
  update,
  restore: async (ctx, id, { price, ...before }) => {
    await ctx.run(updateServiceAction, decoded(updateService, { id, ...before }));
    const { currency, former } = (price ?? {}) as { currency?: string; former?: FormerPrice[] };
    if (currency) await takeBackPrices(ctx, id, currency, former ?? []);
  },
  remove: takeBackService,
  // A new price is a change of the service, though its own row stays as it is.
  versionOf: async (ctx, id) => {
    const found = await ctx.db.maybe<{ version: number }>(
      sql`select s.version + coalesce((select sum(p.version) from service_prices p where p.tenant_id = s.tenant_id and p.service_id = s.id), 0)::int
            as version from services s where s.tenant_id = ${ctx.tenant} and s.id = ${id}`,
    );
    return found?.version ?? null;
  },
  href: () => '/msp/services',
});
