import { importOpeningBalance, invoices, takeBackOpeningBalance } from '@kelp/billing';
import { clients } from '@kelp/clients';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, parseMoney } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { asAmount, asCurrency, asText } from '../domain/cell-readers';
import { asDate } from '../domain/date-readers';
import { text } from './given';
import type { ImportKind, RowCtx, Values } from './import-kind';
import { rowByRow } from './row-by-row';
import { requireClient } from './lookups';

/** What lists of invoices say of those that ask for nothing. */
const settled = /^(paid|fully paid|closed|void|voided|cancel\w*|draft|new|written off|zero balance)\b/i;
const inPart = /^(part|partial)/i;

/** Minor units of an amount in major ones. Throws invalid about the field. */
function minorOf(words: string, currency: string, field: string): bigint {
  try {
    return parseMoney(words, currency);
  } catch (error) {
    throw invalid('An amount is wrong.', { [field]: (error as Error).message });
  }
}

/** What the invoice was over and what is open of it; one stands for the other where only one is told. */
function amountsOf(values: Values, currency: string): { originalTotal: bigint; open: bigint } {
  const status = text(values, 'status');
  const read = (field: string) =>
    values[field] === undefined ? undefined : minorOf(text(values, field), currency, field);
  const [total, open] = [read('total'), read('open')];
  if (open === undefined && inPart.test(status))
    throw invalid('The open amount is missing.', { open: 'A part of it is paid. Write how much is still open.' });
  if (open === undefined && settled.test(status))
    throw invalid('It is not open.', { status: `“${status}” asks for nothing. Leave it out, or write what is open.` });
  return { originalTotal: total ?? open ?? 0n, open: open ?? total ?? 0n };
}

/** The row's currency, else the client's own, else the workspace's. */
async function currencyOf(ctx: ReadCtx, values: Values, clientId: string): Promise<string> {
  const given = text(values, 'currency');
  if (given) return given;
  const [{ currency }, workspace] = await Promise.all([ctx.db.get(clients, clientId), readTenant(ctx)]);
  return currency ?? workspace.currency;
}

async function create(ctx: Ctx, values: Values, { system }: RowCtx): Promise<string> {
  const clientId = await requireClient(ctx, system, text(values, 'client'));
  const currency = await currencyOf(ctx, values, clientId);
  const invoiceDate = text(values, 'invoiceDate');
  const taken = await importOpeningBalance(ctx, {
    ...{ clientId, currency, invoiceDate },
    number: text(values, 'number').slice(0, 60),
    dueDate: text(values, 'dueDate') || invoiceDate,
    ...amountsOf(values, currency),
  });
  return taken.id;
}

/** The client's own with this number, unless it was taken back. */
async function find(ctx: ReadCtx, values: Values, { system }: RowCtx): Promise<string | null> {
  const clientId = await requireClient(ctx, system, text(values, 'client'));
  const found = await ctx.db.maybe<{ id: string }>(
    sql`select id from invoices where tenant_id = ${ctx.tenant} and kind = 'opening_balance' and state = 'final' and client_id = ${clientId}
        and lower(number_text) = lower(${text(values, 'number').slice(0, 60)})`,
  );
  return found?.id ?? null;
}

const living = (ctx: ReadCtx, id: string) => ctx.db.find(invoices, { id, kind: 'opening_balance', state: 'final' });

export const openingBalancesKind: ImportKind = rowByRow({
  key: 'opening_balances',
  label: 'Open invoices',
  entity: 'opening balance',
  title: 'number',
  isHistory: true,
  needs: { create: ['invoice.create', 'invoice.finalize'], update: ['invoice.create', 'invoice.finalize'] },
  fields: [
    {
      key: 'client',
      label: 'Client',
      isRequired: true,
      hint: 'By name, or by its id in the other system.',
      names: [
        'client name',
        'company',
        'company name',
        'customer',
        'customer name',
        'organization',
        'account',
        'contact name',
      ],
      read: asText,
    },
    {
      key: 'number',
      label: 'Number',
      isRequired: true,
      hint: 'As the client knows it; it keeps that number here.',
      names: ['invoice number', 'invoice no', 'invoice #', 'invoice', 'document number', 'num', 'invoice id'],
      read: asText,
    },
    {
      key: 'invoiceDate',
      label: 'Invoice date',
      isRequired: true,
      names: ['date', 'invoice date', 'issued date', 'issue date', 'date issued', 'created'],
      read: asDate,
    },
    {
      key: 'dueDate',
      label: 'Due date',
      hint: 'The invoice date when it is empty.',
      names: ['due', 'date due', 'due on', 'payment due'],
      read: asDate,
    },
    {
      key: 'open',
      label: 'Open amount',
      isRequired: true,
      orFields: ['total'],
      hint: 'What is not paid yet, with its tax. The total when it is empty.',
      names: [
        ...['open balance', 'balance', 'balance due', 'amount due', 'outstanding', 'amount outstanding'],
        ...['remaining', 'unpaid', 'invoiceamountdue'],
      ],
      read: asAmount,
    },
    {
      key: 'total',
      label: 'Total',
      hint: 'What the invoice was over, with its tax.',
      names: ['invoice total', 'total amount', 'amount', 'gross', 'grand total'],
      read: asAmount,
    },
    { key: 'currency', label: 'Currency', hint: 'Else the client’s.', names: ['currency code'], read: asCurrency },
    {
      key: 'status',
      label: 'State',
      hint: 'Paid ones, drafts and void ones are not taken when nothing says what is open.',
      names: ['status', 'invoice status', 'payment status'],
      read: asText,
    },
  ],
  keysOf: (values) => [`${text(values, 'client')}|${text(values, 'number')}`.toLowerCase()],
  find,
  follow: async (ctx, id) => (await living(ctx, id))?.id ?? null,
  create,
  update: () => Promise.resolve({}),
  restore: () => Promise.resolve(),
  remove: takeBackOpeningBalance,
  versionOf: async (ctx, id) => (await living(ctx, id))?.version ?? null,
  href: (id) => `/msp/billing/invoices/${id}`,
});
