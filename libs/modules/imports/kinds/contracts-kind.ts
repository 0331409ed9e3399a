import type { services } from '@kelp/catalog';
import {
  addLine,
  addLineAction,
  anchorOf,
  contractLines,
  contracts,
  createContract,
  createContractAction,
  takeBackContract,
  takeBackLine,
} from '@kelp/contracts';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { addDays, invalid, localDate, periodAt } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { asAmount, asCurrency, asOneOf, asText, asWhole } from '../domain/cell-readers';
import { asDate } from '../domain/date-readers';
import { decoded } from './decoded';
import { text } from './given';
import type { ImportKind, RowCtx, Values } from './import-kind';
import { rowByRow } from './row-by-row';
import { byExternalId, noteExternalIds, priceIn, requireClient, serviceNamed } from './lookups';

type Contract = Row<typeof contracts>;

/** Under what a whole contract of another system is kept: its id there, or what tells it apart. */
const contractRef = 'contract';
const lineName = (values: Values) => text(values, 'line') || text(values, 'service');

/** What the rows of one contract have in common. */
const keyOf = (values: Values) =>
  text(values, 'contractId') ||
  [text(values, 'client'), text(values, 'name'), text(values, 'startsOn')].join('|').toLowerCase();

/** The contract that rows above wrote, else the client's own of this name and beginning. */
async function findContract(
  ctx: ReadCtx,
  values: Values,
  clientId: string,
  { system }: RowCtx,
): Promise<Contract | null> {
  const known = await byExternalId(ctx, system, contractRef, keyOf(values).slice(0, 200));
  const living = known ? await ctx.db.find(contracts, { id: known }) : undefined;
  if (living) return living;
  const named = await ctx.db.maybe<{ id: string }>(
    sql`select id from contracts where tenant_id = ${ctx.tenant} and client_id = ${clientId} and lower(name) = lower(${text(values, 'name')})
        and starts_on = ${text(values, 'startsOn')} order by id limit 1`,
  );
  return named ? ctx.db.get(contracts, named.id) : null;
}

/** Rows of one contract that say different things about it cannot both be right. */
function assertSame(contract: Contract, values: Values, clientId: string): void {
  const wrong = (field: string, is: string) => {
    throw invalid('Two rows differ.', {
      [field]: `${contract.name} is ${is} by an earlier row. Write the same in each of its rows.`,
    });
  };
  if (contract.clientId !== clientId) wrong('client', 'another client’s');
  if (values['cycle'] !== undefined && values['cycle'] !== contract.cycle)
    wrong('cycle', contract.cycle.replace('_', ' '));
  if (values['currency'] !== undefined && values['currency'] !== contract.currency)
    wrong('currency', `in ${contract.currency}`);
}

async function createOne(ctx: Ctx, values: Values, clientId: string, row: RowCtx): Promise<Contract> {
  const cycle = text(values, 'cycle') || 'monthly';
  const startsOn = text(values, 'startsOn');
  const isWeeks = ['weekly', 'two_weekly', 'four_weekly'].includes(cycle);
  const day = values['billingDay'];
  const { id } = await ctx.run(
    createContractAction,
    decoded(createContract, {
      ...{ clientId, name: text(values, 'name'), startsOn, cycle, poNumber: text(values, 'poNumber') },
      // A file names the last day of service, a contract the first one without.
      endsOn: values['endsOn'] === undefined ? null : addDays(text(values, 'endsOn'), 1),
      anchor: isWeeks ? { kind: 'reference', date: startsOn } : { kind: 'day', ...(day ? { dayOfMonth: day } : {}) },
      ...(values['currency'] ? { currency: values['currency'] } : {}),
      isDraft: values['state'] !== 'active',
      lines: [],
    }),
  );
  await noteExternalIds(ctx, row, contractRef, [{ externalId: keyOf(values), entityId: id }]);
  return ctx.db.get(contracts, id);
}

async function serviceOf(ctx: ReadCtx, values: Values): Promise<Row<typeof services>> {
  const name = text(values, 'service');
  const found = await serviceNamed(ctx, name);
  if (found?.isActive) return found;
  throw invalid('A service is missing.', {
    service: `There is no service “${name}” here. Import the services first, or correct the name.`,
  });
}

/** The first day that Kelp bills: as the row says, else the contract's own first day, or for one that runs already the next period. */
async function billFrom(ctx: Ctx, contract: Contract, values: Values): Promise<string> {
  if (values['billFrom'] !== undefined) return text(values, 'billFrom');
  const today = localDate(ctx.now(), (await readTenant(ctx)).zone);
  if (contract.startsOn >= today) return contract.startsOn;
  const { end } = periodAt(anchorOf(contract), contract.cycle, today);
  if (contract.endsOn === null || end < contract.endsOn) return end;
  throw invalid('Nothing is left to bill.', {
    endsOn: 'This contract is over before its next period. Leave it out, or write the first day that Kelp shall bill.',
  });
}

function lineOf(values: Values, service: Row<typeof services>, currency: string) {
  const isHourly = (values['kind'] ?? (service.billingMethod === 'hourly' ? 'hourly' : 'fixed')) === 'hourly';
  const given = values['amount'] === undefined ? null : priceIn(text(values, 'amount'), currency, 'amount');
  const base = { serviceId: service.id, name: lineName(values) };
  if (isHourly) return { ...base, kind: 'hourly', hourlyRate: given };
  if (given === null)
    throw invalid('An amount is missing.', { amount: 'A fixed line needs its amount for one period.' });
  const timing = values['timing'] ?? 'arrears';
  return { ...base, kind: 'fixed', price: given, quantity: text(values, 'quantity') || '1', timing };
}

async function create(ctx: Ctx, values: Values, row: RowCtx): Promise<string> {
  const clientId = await requireClient(ctx, row.system, text(values, 'client'));
  const known = await findContract(ctx, values, clientId, row);
  if (known) assertSame(known, values, clientId);
  const service = await serviceOf(ctx, values);
  const contract = known ?? (await createOne(ctx, values, clientId, row));
  const line = lineOf(values, service, contract.currency);
  const startsOn = await billFrom(ctx, contract, values);
  return (await ctx.run(addLineAction, decoded(addLine, { contractId: contract.id, startsOn, line }))).id;
}

async function find(ctx: ReadCtx, values: Values, row: RowCtx): Promise<string | null> {
  const clientId = await requireClient(ctx, row.system, text(values, 'client'));
  const contract = await findContract(ctx, values, clientId, row);
  if (!contract) return null;
  const name = lineName(values).toLowerCase();
  const own = await ctx.db.list(contractLines, { contractId: contract.id }, { orderBy: 'position' });
  return own.find((line) => line.name.toLowerCase() === name)?.id ?? null;
}

export const contractsKind: ImportKind = rowByRow({
  key: 'contracts',
  label: 'Contracts',
  entity: 'contract line',
  title: 'name',
  isHistory: true,
  needs: { create: ['contract.create', 'contract.update'], update: ['contract.update'] },
  fields: [
    {
      key: 'client',
      label: 'Client',
      isRequired: true,
      hint: 'By name, or by its id in the other system.',
      names: ['client name', 'company', 'company name', 'customer', 'organization', 'account'],
      read: asText,
    },
    {
      key: 'contractId',
      label: 'Contract id',
      hint: 'Rows with the same one are lines of one contract; without it those with the same client, name and start.',
      names: ['contract number', 'agreement id', 'agreement number', 'contract key'],
      read: asText,
    },
    {
      key: 'name',
      label: 'Name',
      isRequired: true,
      names: ['contract', 'contract name', 'agreement', 'agreement name'],
      read: asText,
    },
    {
      key: 'startsOn',
      label: 'Start',
      isRequired: true,
      names: ['start date', 'starts on', 'date start', 'effective date'],
      read: asDate,
    },
    {
      key: 'endsOn',
      label: 'End',
      hint: 'The last day of service; empty is until further notice.',
      names: ['end date', 'ends on', 'date end', 'expires'],
      read: asDate,
    },
    {
      key: 'cycle',
      label: 'Cycle',
      hint: 'Monthly when it is empty.',
      names: ['billing cycle', 'billing period', 'period type', 'frequency', 'billing frequency'],
      choices: ['weekly', 'two_weekly', 'four_weekly', 'monthly', 'quarterly', 'half_yearly', 'annual'],
      read: asOneOf({
        weekly: ['week'],
        two_weekly: ['two weekly', 'biweekly', 'bi-weekly', 'fortnightly'],
        four_weekly: ['four weekly', 'every 4 weeks'],
        monthly: ['month', 'per month', 'every month'],
        quarterly: ['quarter', 'every 3 months'],
        half_yearly: ['half yearly', 'semi-annual', 'semi-annually', 'semiannual', 'every 6 months'],
        annual: ['annually', 'yearly', 'year', 'every 12 months'],
      }),
    },
    {
      key: 'billingDay',
      label: 'Day of the month',
      hint: 'On which its periods begin; the day of the start when it is empty.',
      names: ['billing day', 'bill day'],
      read: asWhole,
    },
    {
      key: 'currency',
      label: 'Currency',
      hint: 'The client’s own when it is empty.',
      names: ['currency code'],
      read: asCurrency,
    },
    {
      key: 'service',
      label: 'Service',
      isRequired: true,
      hint: 'By its name in the catalogue.',
      names: ['product', 'item', 'service name', 'product id', 'addition'],
      read: asText,
    },
    {
      key: 'line',
      label: 'Line',
      hint: 'Its name on invoices; that of the service when it is empty.',
      names: ['line name', 'line description', 'invoice description', 'description'],
      read: asText,
    },
    {
      key: 'kind',
      label: 'Kind',
      hint: 'As the service is billed when it is empty.',
      names: ['line type', 'line kind'],
      choices: ['fixed', 'hourly'],
      read: asOneOf({
        fixed: ['fixed price', 'recurring', 'flat'],
        hourly: ['time and materials', 't&m', 'by the hour'],
      }),
    },
    {
      key: 'amount',
      label: 'Amount',
      hint: 'Of one unit for a period, or of an hour.',
      names: ['price', 'unit price', 'rate', 'bill amount', 'unit rate'],
      read: asAmount,
    },
    { key: 'quantity', label: 'Quantity', names: ['qty', 'units'], read: asAmount },
    {
      key: 'timing',
      label: 'Billed',
      names: ['timing', 'billing timing', 'in advance'],
      choices: ['advance', 'arrears'],
      read: asOneOf({ advance: ['in advance', 'prepaid', 'yes', 'true'], arrears: ['in arrears', 'no', 'false'] }),
    },
    {
      key: 'billFrom',
      label: 'Bill from',
      hint: 'The first day that Kelp bills. For a contract that runs already the next period when it is empty.',
      names: ['next bill date', 'next billing date', 'next invoice date', 'bill from date'],
      read: asDate,
    },
    { key: 'poNumber', label: 'Purchase order', names: ['po number', 'po', 'purchase order number'], read: asText },
    {
      key: 'state',
      label: 'State',
      hint: 'A draft when it is empty: somebody puts it in force.',
      names: ['status', 'contract status'],
      choices: ['draft', 'active'],
      read: asOneOf({ draft: ['inactive', 'pending', 'proposed'], active: ['in effect', 'in force', 'yes', 'true'] }),
    },
  ],
  keysOf: (values) => [`${keyOf(values)}|${lineName(values)}`.toLowerCase()],
  find,
  follow: async (ctx, id) => (await ctx.db.find(contractLines, { id }))?.id ?? null,
  create,
  update: () => Promise.resolve({}),
  restore: () => Promise.resolve(),
  remove: async (ctx, id, importId) => {
    const contractId = await takeBackLine(ctx, id);
    const isOurs = await ctx.db.maybe(
      sql`select 1 from external_refs where tenant_id = ${ctx.tenant} and entity = ${contractRef} and entity_id = ${contractId} and import_id = ${importId}`,
    );
    if (!isOurs || (await ctx.db.find(contractLines, { contractId }))) return;
    await takeBackContract(ctx, contractId);
    await ctx.db.rows(
      sql`delete from external_refs where tenant_id = ${ctx.tenant} and entity = ${contractRef} and entity_id = ${contractId} and import_id = ${importId}`,
    );
  },
  // A change of the contract or of the line's terms is one of the line, too.
  versionOf: async (ctx, id) => {
    const found = await ctx.db.maybe<{ version: number }>(
      sql`select l.version + c.version + coalesce((select sum(t.version) from contract_line_terms t where t.tenant_id = l.tenant_id and t.line_id = l.id), 0)::int
            as version
          from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
          where l.tenant_id = ${ctx.tenant} and l.id = ${id}`,
    );
    return found?.version ?? null;
  },
  href: () => '/msp/contracts',
});
