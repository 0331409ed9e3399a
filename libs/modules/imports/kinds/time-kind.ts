import { services } from '@kelp/catalog';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { checkEach, invalid } from '@kelp/std';
import { importTimes, takeBackTime, timeEntries, type FormerTime } from '@kelp/time';
import { asHours, asOneOf, asText, asWhole, asYesNo } from '../domain/cell-readers';
import { asInstant } from '../domain/date-readers';
import { text } from './given';
import type { ImportKind, Made, SetCtx, SetRow, Values } from './import-kind';
import { clientIn, colleaguesIn, findClients, type Found } from './lookups';
import { findFormerTickets } from './tickets-kind';

/** Minutes worked, as the row tells them; undefined where it has an end. */
const minutesOf = (values: Values) => (values['minutes'] ?? values['hours']) as number | undefined;

interface Placed {
  userId: string;
  ticketId: string | null;
  clientId: string | null;
}

/** Whose work the rows tell of, and on what. Refused together. */
async function placesOf(ctx: ReadCtx, rows: readonly SetRow[], { system }: SetCtx): Promise<Placed[]> {
  const all = (key: string) => rows.map(({ values }) => text(values, key));
  const colleague = await colleaguesIn(ctx, all('person'), true);
  const tickets = await findFormerTickets(ctx, system, all('ticket'));
  const clients = await findClients(ctx, system, all('client'));
  return checkEach(rows, ({ values }) => {
    const userId = colleague(text(values, 'person'), 'person');
    const [ticket, client] = [text(values, 'ticket'), text(values, 'client')];
    if (ticket) return { userId, ticketId: ticketIn(tickets, ticket), clientId: null };
    return { userId, ticketId: null, clientId: client ? clientIn(clients, client) : null };
  });
}

function ticketIn(found: Found, words: string): string {
  const id = found.get(words);
  if (id) return id;
  throw invalid('A ticket is missing.', {
    ticket: `No ticket was imported as “${words}”. Import the tickets first, or leave the cell empty and name the client.`,
  });
}

function serviceIn(all: readonly Row<typeof services>[], name: string): string | undefined {
  if (!name) return undefined;
  const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found) return found.id;
  const names = all.map((one) => one.name).join(', ');
  throw invalid('A service is missing.', {
    service: `There is no hourly service “${name}” here. Write one of: ${names}.`,
  });
}

async function create(ctx: Ctx, rows: readonly SetRow[], around: SetCtx): Promise<Made[]> {
  const places = await placesOf(ctx, rows, around);
  const offered = { billingMethod: 'hourly', isActive: true } as const;
  const all = await ctx.db.list(services, offered, { orderBy: 'name' });
  const wanted = await checkEach(rows, ({ values }, place): FormerTime => {
    const minutes = minutesOf(values);
    return {
      ...(places[place] as Placed),
      serviceId: serviceIn(all, text(values, 'service')),
      startedAt: values['startedAt'] as Date,
      ...(minutes === undefined ? { endedAt: values['endedAt'] as Date | undefined } : { minutes }),
      isBillable: values['isBillable'] as boolean | undefined,
      billableMinutes: values['billableMinutes'] as number | undefined,
      notes: text(values, 'notes'),
      isBilledElsewhere: values['billing'] !== 'to bill',
    };
  });
  return importTimes(ctx, wanted);
}

/** The same work of the same person, so that a file which comes twice is written once. */
async function find(ctx: ReadCtx, rows: readonly SetRow[], around: SetCtx): Promise<(string | null)[]> {
  const places = await placesOf(ctx, rows, around);
  const asked = rows.map(({ values }, place) => ({
    ...places[place],
    place,
    startedAt: values['startedAt'],
    minutes: minutesOf(values) ?? null,
    notes: text(values, 'notes').trim(),
  }));
  const found = await ctx.db.rows<{ place: number; id: string }>(
    sql`select distinct on (w.place) w.place, e.id
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as w (place int, "userId" uuid, "ticketId" uuid, "clientId" uuid,
          "startedAt" timestamptz, minutes int, notes text)
        join time_entries e on e.tenant_id = ${ctx.tenant} and e.user_id = w."userId" and e.started_at = w."startedAt"
          and e.ticket_id is not distinct from w."ticketId" and (w."ticketId" is not null or e.client_id is not distinct from w."clientId")
          and (w.minutes is null or e.minutes = w.minutes) and e.notes = w.notes
        order by w.place`,
  );
  const ids = new Map(found.map(({ place, id }) => [place, id]));
  return rows.map((_, place) => ids.get(place) ?? null);
}

export const timeKind: ImportKind = {
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
  setSize: 250,
  // Work that begins at the same time with the same words is looked up once the line above is written.
  namesIn: (values) => {
    const names = [`${(values['startedAt'] as Date | undefined)?.toISOString() ?? ''}|${text(values, 'notes')}`];
    return { names, namesOfOthers: names };
  },
  find,
  follow: async (ctx, ids) =>
    new Map((ids.length === 0 ? [] : await ctx.db.list(timeEntries, { id: ids })).map(({ id }) => [id, id])),
  create,
  update: () => Promise.resolve({}),
  restore: () => Promise.resolve(),
  remove: takeBackTime,
  versionOf: async (ctx, id) => (await ctx.db.find(timeEntries, { id }))?.version ?? null,
  href: () => '/msp/time',
};
