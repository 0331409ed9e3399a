import { contacts, clients } from '@kelp/clients';
import { teams, users } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { assertTimes, type Times } from './recurrence-of';
import { boards, priorities, ticketTemplates, type Assignment } from './tables';

interface Wish extends Times {
  templateId?: string | null | undefined;
  boardId?: string | null | undefined;
  priorityId?: string | null | undefined;
  clientId?: string | null | undefined;
  contactId?: string | null | undefined;
  assignment: Assignment;
  assignedTo?: string | null | undefined;
  teamId?: string | null | undefined;
  personIds?: string[] | undefined;
}

/** Throws unless the recurring ticket as a whole can be opened: its times, what it names, and who it goes to. */
export async function checkRecurringTicket(ctx: Ctx, wish: Wish): Promise<void> {
  assertTimes(wish);
  if (wish.templateId) await ctx.db.get(ticketTemplates, wish.templateId);
  if (wish.boardId) await ctx.db.get(boards, wish.boardId);
  if (wish.priorityId) await ctx.db.get(priorities, wish.priorityId);
  if (wish.clientId) await ctx.db.get(clients, wish.clientId);
  if (wish.contactId) {
    const contact = await ctx.db.get(contacts, wish.contactId);
    if (wish.clientId && contact.clientId !== wish.clientId) {
      throw invalid('This contact belongs to another client.', { contactId: 'Choose a contact of the client.' });
    }
  }
  await checkAssignment(ctx, wish);
}

async function checkAssignment(ctx: Ctx, { assignment, assignedTo, teamId, personIds }: Wish): Promise<void> {
  if (assignment === 'person') {
    if (!assignedTo) throw invalid('Choose who gets the tickets.', { assignedTo: 'Choose a person.' });
    await ctx.db.get(users, assignedTo);
  }
  if (assignment === 'team') {
    if (!teamId) throw invalid('Choose the team that takes turns.', { teamId: 'Choose a team.' });
    await ctx.db.get(teams, teamId);
  }
  if (assignment === 'people') {
    if (!personIds?.length) throw invalid('Choose who takes turns.', { personIds: 'Choose at least one person.' });
    for (const id of personIds) await ctx.db.get(users, id);
  }
}

/** What an assignment keeps of the fields beside it, so that no left-over name decides anything. */
export const assignmentFields = ({ assignment, assignedTo, teamId, personIds }: Omit<Wish, keyof Times>) => ({
  assignment,
  assignedTo: assignment === 'person' ? (assignedTo ?? null) : null,
  teamId: assignment === 'team' ? (teamId ?? null) : null,
  personIds: assignment === 'people' ? (personIds ?? []) : [],
});
