import { createClient, createContact } from '@kelp/clients';
import { createContract } from '@kelp/contracts';
import { approveTime, logWithComment } from '@kelp/time';
import { openTicket, priorities, statuses, tickets, updateTicket, writeComment } from '@kelp/tickets';
import { addDays, wallToInstants, weekday } from '@kelp/std';
import { historyClients, requests, workspace, type StaffKey } from './cast';
import { createDice } from './dice';
import type { Stage } from './stage';

type Dice = ReturnType<typeof createDice>;

export interface Firm {
  id: string;
  name: string;
  contactId: string;
  contactName: string;
}

interface Reference {
  priorities: Map<string, string>;
  statuses: Map<string, string>;
  serviceIds: Map<string, string>;
}

const ticketCount = 150;
const historyDays = 70;
const minute = 60_000;
const thanks = 'Thank you, that works.';
const technicians: readonly StaffKey[] = ['tess', 'tom'];

/** An instant of the workspace's own clock. */
export function at(day: string, hour: number, minutes = 0): Date {
  const [instant] = wallToInstants(day, hour * 60 + minutes, workspace.zone);
  if (!instant) throw new Error(`${day} ${hour}:${minutes} does not exist in ${workspace.zone}.`);
  return instant;
}

const after = (start: Date, minutes: number): Date => new Date(start.getTime() + minutes * minute);

/** About 150 tickets of a dozen clients over the last ten weeks, with answers, time and approvals, each at its own instant of the past. */
export async function playHistory(
  stage: Stage,
  serviceIds: Map<string, string>,
  today: string,
  report: (line: string) => void,
): Promise<Firm[]> {
  const dice = createDice(20_261_122);
  const firms = await foundFirms(stage, serviceIds, addDays(today, -100));
  const reference = await readReference(stage, serviceIds, today);
  const days = Array.from({ length: historyDays }, (_, n) => addDays(today, n - historyDays)).filter(
    (day) => !['sat', 'sun'].includes(weekday(day)),
  );
  const logged: { entryId: string; day: string }[] = [];
  for (let n = 0; n < ticketCount; n += 1) {
    const index = Math.floor((n / ticketCount) * days.length);
    const entryId = await playTicket(
      stage,
      dice,
      dice.pick(firms),
      reference,
      days[index] ?? today,
      days.length - index,
    );
    if (entryId) logged.push({ entryId, day: days[index] ?? today });
    if ((n + 1) % 50 === 0) report(`${n + 1} tickets of the last ten weeks`);
  }
  await approveAll(stage, logged, addDays(today, -3));
  return firms;
}

async function foundFirms(stage: Stage, serviceIds: Map<string, string>, day: string): Promise<Firm[]> {
  const firms: Firm[] = [];
  const opened = at(day, 9);
  const startsOn = `${day.slice(0, 7)}-01`;
  for (const [index, [name, domain, contactName]] of historyClients.entries()) {
    const { id } = await stage.as('fin', opened, createClient, {
      name,
      domains: [domain],
      location: { name: 'Head office', city: '', country: '' },
    });
    const email = `${contactName.split(' ')[0]?.toLowerCase()}@${domain}`;
    const { id: contactId } = await stage.as('fin', opened, createContact, {
      fullName: contactName,
      email,
      clientId: id,
    });
    await stage.as('fin', opened, createContract, {
      clientId: id,
      name: 'Managed service',
      startsOn,
      endsOn: null,
      cycle: 'monthly',
      anchor: { kind: 'day' },
      leadDays: 0,
      poNumber: '',
      isDraft: false,
      lines: [
        {
          kind: 'fixed',
          serviceId: serviceIds.get('server') ?? '',
          price: '40000',
          quantity: String((index % 3) + 1),
          timing: 'arrears',
          proration: 'actual',
          includedServiceIds: [],
        },
        {
          kind: 'hourly',
          serviceId: serviceIds.get('remote') ?? '',
          hourlyRate: '12000',
          minimumMinutes: 15,
          incrementMinutes: 15,
          roundingScope: 'entry',
        },
      ],
    });
    firms.push({ id, name, contactId, contactName });
  }
  return firms;
}

async function readReference(stage: Stage, serviceIds: Map<string, string>, today: string): Promise<Reference> {
  return stage.inside(at(today, 0), async (ctx) => {
    const names = (rows: { id: string; name: string }[]) => new Map(rows.map((row) => [row.name, row.id] as const));
    const [first] = await ctx.db.list(priorities, { isItil: false }, { orderBy: 'position', limit: 1 });
    if (!first) throw new Error('The workspace has no priorities.');
    const ticketStatuses = await ctx.db.list(statuses, {}, { orderBy: 'position' });
    const board = ticketStatuses[0]?.boardId;
    return {
      priorities: names(await ctx.db.list(priorities, { isItil: false })),
      statuses: names(ticketStatuses.filter((row) => row.boardId === board)),
      serviceIds,
    };
  });
}

/** What the firm's contact writes, in a mail. */
function clientSays(stage: Stage, firm: Firm, when: Date, ticketId: string, text: string): Promise<unknown> {
  return stage.inside(when, async (ctx) => {
    const ticket = await ctx.db.lock(tickets, ticketId);
    const { contactName: authorName, contactId } = firm;
    await writeComment(ctx, ticket, {
      authorType: 'client',
      visibility: 'public',
      authorName,
      contactId,
      text,
      origin: 'mail',
      isOpening: text !== thanks,
    });
  });
}

function tomNotes(stage: Stage, when: Date, ticketId: string): Promise<unknown> {
  return stage.inside(when, async (ctx) => {
    const ticket = await ctx.db.lock(tickets, ticketId);
    const tom = { authorName: 'Tom Torres', userId: stage.idOf('tom') };
    const text = 'Same as last month; see the device log.';
    await writeComment(ctx, ticket, { authorType: 'internal', visibility: 'internal', ...tom, text });
  });
}

/**
 * One request from the client's mail to the technician's answer; older ones are closed, the newest are still open, a few older ones were forgotten
 * for a day. Returns the time entry when one was written.
 */
async function playTicket(
  stage: Stage,
  dice: Dice,
  firm: Firm,
  reference: Reference,
  day: string,
  age: number,
): Promise<string | null> {
  const [title, question, answer, minutes] = dice.pick(requests);
  const opened = at(day, dice.between(8, 15), dice.between(0, 59));
  const { id: clientId, contactId } = firm;
  const ticket = await stage.inside(opened, (ctx) => openTicket(ctx, { title, clientId, contactId, origin: 'email' }));
  await clientSays(stage, firm, opened, ticket.id, question);
  const technician = dice.pick(technicians);
  const isForgotten = dice.chance(6) && age > 4;
  const priority = dice.pick(['High', 'Medium', 'Medium', 'Low']);
  const isNew = age <= 2 && dice.chance(50);
  await stage.as('dana', after(opened, dice.between(3, 15)), updateTicket, {
    id: ticket.id,
    priorityId: reference.priorities.get(priority),
    ...(isNew ? {} : { assignedTo: stage.idOf(technician) }),
  });
  if (isNew) return null;
  const answeredAt = after(opened, isForgotten ? dice.between(900, 1800) : dice.between(20, 55));
  if (dice.chance(30)) await tomNotes(stage, after(answeredAt, -4), ticket.id);
  const isOpen = age <= 4 && dice.chance(70);
  const status = isOpen ? dice.pick(['In progress', 'Waiting for customer', 'Scheduled']) : 'Resolved';
  const { entryId } = await stage.as(technician, after(answeredAt, minutes), logWithComment, {
    ticketId: ticket.id,
    visibility: 'public',
    text: answer,
    statusId: reference.statuses.get(status),
    uploads: [],
    minutes,
    serviceId: reference.serviceIds.get('remote'),
    isBillable: true,
  });
  if (!isOpen && dice.chance(35)) await clientSays(stage, firm, after(answeredAt, minutes + 20), ticket.id, thanks);
  return entryId;
}

/** mona approves what was logged up to a few days ago, a hundred at a time; the rest waits for her. */
async function approveAll(stage: Stage, logged: { entryId: string; day: string }[], until: string): Promise<void> {
  const ids = logged.filter((one) => one.day <= until).map((one) => one.entryId);
  for (let start = 0; start < ids.length; start += 100) {
    await stage.as('mona', at(addDays(until, 1), 16, 30), approveTime, { ids: ids.slice(start, start + 100) });
  }
}
