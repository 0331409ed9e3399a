import { services } from '@kelp/catalog';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { importTime, takeBackTime, timeEntries } from '@kelp/time';
import { asHours, asOneOf, asText, asWhole, asYesNo } from '../domain/cell-readers';
import { asInstant } from '../domain/date-readers';
import { text } from './given';
import type { ImportKind, RowCtx, Values } from './import-kind';
import { rowByRow } from './row-by-row';
import { requireClient, requireColleague, serviceNamed } from './lookups';
import { findFormerTicket } from './tickets-kind';

async function requireTicket(ctx: ReadCtx, system: string, words: string): Promise<string> {
  const found = await findFormerTicket(ctx, system, words);
  if (found) return found;
  throw invalid('A ticket is missing.', {
    ticket: `No ticket was imported as “${words}”. Import the tickets first, or leave the cell empty and name the client.`,
  });
}

async function serviceOf(ctx: ReadCtx, name: string): Promise<string | undefined> {
  if (!name) return undefined;
  const found = await serviceNamed(ctx, name);
  if (found?.isActive && found.billingMethod === 'hourly') return found.id;
  const all = await ctx.db.list(services, { billingMethod: 'hourly', isActive: true }, { orderBy: 'name' });
  const names = all.map((one) => one.name).join(', ');
  throw invalid('A service is missing.', {
    service: `There is no hourly service “${name}” here. Write one of: ${names}.`,
  });
}

/** Minutes worked, as the row tells them; undefined where it has an end. */
const minutesOf = (values: Values) => (values['minutes'] ?? values['hours']) as number | undefined;

interface Placed {
  userId: string;
  ticketId: string | null;
  clientId: string | null;
}

async function placeOf(ctx: ReadCtx, values: Values, { system }: RowCtx): Promise<Placed> {
  const userId = await requireColleague(ctx, text(values, 'person'), 'person', true);
  const ticket = text(values, 'ticket');
  if (ticket) return { userId, ticketId: await requireTicket(ctx, system, ticket), clientId: null };
  const client = text(values, 'client');
  return { userId, ticketId: null, clientId: client ? await requireClient(ctx, system, client) : null };
}

async function create(ctx: Ctx, values: Values, row: RowCtx): Promise<string> {
  const place = await placeOf(ctx, values, row);
  const minutes = minutesOf(values);
  const entry = await importTime(ctx, {
    ...place,
    serviceId: await serviceOf(ctx, text(values, 'service')),
    startedAt: values['startedAt'] as Date,
    ...(minutes === undefined ? { endedAt: values['endedAt'] as Date | undefined } : { minutes }),
    isBillable: values['isBillable'] as boolean | undefined,
    billableMinutes: values['billableMinutes'] as number | undefined,
    notes: text(values, 'notes'),
    isBilledElsewhere: values['billing'] !== 'to bill',
  });
  return entry.id;
}

/** The same work of the same person, so that a file which comes twice is written once. */
async function find(ctx: ReadCtx, values: Values, row: RowCtx): Promise<string | null> {
  const { userId, ticketId, clientId } = await placeOf(ctx, values, row);
  const found = await ctx.db.maybe<{ id: string }>(
    sql`select id from time_entries where tenant_id = ${ctx.tenant} and user_id = ${userId} and started_at = ${values['startedAt'] as Date}
        and ticket_id is not distinct from ${ticketId}::uuid and (${ticketId}::uuid is not null or client_id is not distinct from ${clientId}::uuid)
        and (${minutesOf(values) ?? null}::int is null or minutes = ${minutesOf(values) ?? null}::int) and notes = ${text(values, 'notes').trim()}
        limit 1`,
  );
  return found?.id ?? null;
}

export const timeKind: ImportKind = rowByRow({
  key: 'time',
  label: 'Time entries',
  entity: 'time entry',
  title: 'notes',
  isHistory: true,
  needs: {
    create: ['time_entry.create', 'time_sheet.act_for_others', 'time_sheet.approve'],
    update: ['time_sheet.act_for_others'],
  },
  fields: [
    {
      key: 'person',
      label: 'Person',
      isRequired: true,
      hint: 'A colleague’s address or name; also of somebody who left.',
      names: [
        'user',
        'user email',
        'email',
        'technician',
        'agent',
        'resource',
        'resource name',
        'member',
        'employee',
        'who',
      ],
      read: asText,
    },
    {
      key: 'ticket',
      label: 'Ticket',
      hint: 'Its number or id in the other system.',
      names: ['ticket number', 'ticket id', 'ticket no', 'case number'],
      read: asText,
    },
    {
      key: 'client',
      label: 'Client',
      hint: 'Of work without a ticket.',
      names: ['client name', 'company', 'company name', 'customer', 'organization', 'account'],
      read: asText,
    },
    {
      key: 'startedAt',
      label: 'Start',
      isRequired: true,
      names: [
        'started at',
        'start time',
        'start date',
        'date',
        'date worked',
        'worked date',
        'date start',
        'entry date',
      ],
      read: asInstant,
    },
    { key: 'endedAt', label: 'End', names: ['ended at', 'end time', 'end date'], read: asInstant },
    { key: 'minutes', label: 'Minutes', names: ['duration', 'minutes worked', 'time in minutes'], read: asWhole },
    {
      key: 'hours',
      label: 'Hours',
      hint: 'Such as 1.5 or 1:30.',
      names: ['hours worked', 'actual hours', 'time taken', 'time worked', 'quantity'],
      read: asHours,
    },
    {
      key: 'isBillable',
      label: 'Billable',
      names: ['is billable', 'chargeable', 'billable option'],
      read: (words, reading) =>
        /^(non.?billable|do not bill|no charge)$/i.test(words)
          ? false
          : /^billable$/i.test(words) || asYesNo(words, reading),
    },
    { key: 'billableMinutes', label: 'Billable minutes', names: ['billed minutes'], read: asWhole },
    {
      key: 'service',
      label: 'Service',
      hint: 'An hourly one by name.',
      names: ['work type', 'work role', 'charge type'],
      read: asText,
    },
    {
      key: 'notes',
      label: 'Note',
      names: ['notes', 'summary notes', 'description', 'comment', 'details'],
      read: asText,
    },
    {
      key: 'billing',
      label: 'Billing',
      hint: 'Billed elsewhere when it is empty: no invoice ever takes it. “to bill” puts it on the next one.',
      names: ['billing status', 'invoiced', 'billed'],
      choices: ['billed elsewhere', 'to bill'],
      read: asOneOf({
        'billed elsewhere': ['billed', 'invoiced', 'yes', 'true', '1', 'elsewhere'],
        'to bill': ['unbilled', 'not billed', 'not invoiced', 'open', 'no', 'false', '0'],
      }),
    },
  ],
  keysOf: (values) => [
    ['person', 'startedAt', 'endedAt', 'ticket', 'client', 'minutes', 'hours', 'notes']
      .map((key) =>
        values[key] instanceof Date ? (values[key] as Date).toISOString() : text(values, key).toLowerCase(),
      )
      .join('|'),
  ],
  find,
  follow: async (ctx, id) => (await ctx.db.find(timeEntries, { id }))?.id ?? null,
  create,
  update: () => Promise.resolve({}),
  restore: () => Promise.resolve(),
  remove: takeBackTime,
  versionOf: async (ctx, id) => (await ctx.db.find(timeEntries, { id }))?.version ?? null,
  href: () => '/msp/time',
});
