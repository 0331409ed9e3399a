import { teams, users } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import type { MacroPlan, MacroSteps } from './contract/macros';
import { fillText } from './fill-text';
import { ticketTimeAct, type OfferedAct } from './prepared-work-slots';
import { closeBlockers } from './close-rules';
import { boards, priorities, statuses, ticketCategories, ticketTypes, type macros, type tickets } from './tables';

/** What running a macro on a ticket does, ready to be shown or done. */
export interface PreparedMacro {
  plan: MacroPlan;
  update: {
    statusId?: string;
    priorityId?: string;
    assignedTo?: string | null;
    teamId?: string;
    typeId?: string;
    categoryId?: string;
    subcategoryId?: string;
  };
  closes: boolean;
  time: OfferedAct | null;
}

interface Draft extends PreparedMacro {
  ticket: Row<typeof tickets>;
  steps: MacroSteps;
}

const millisecondsPerDay = 86_400_000;

/** Works out every step without changing anything; what cannot be done stands as a sentence in `plan.problems`. */
export async function planMacro(
  ctx: ReadCtx,
  macro: Row<typeof macros>,
  ticket: Row<typeof tickets>,
): Promise<PreparedMacro> {
  const { steps } = macro;
  const plan: MacroPlan = { changes: [], comment: null, minutes: null, remindAt: null, problems: [] };
  const draft: Draft = { plan, update: {}, time: null, closes: false, ticket, steps };
  await planStatus(ctx, draft);
  await planPriority(ctx, draft);
  await planAssignee(ctx, draft);
  await planTeam(ctx, draft);
  await planType(ctx, draft);
  await planCategory(ctx, draft);
  await planComment(ctx, draft);
  await planTime(ctx, draft, macro.name);
  if (steps.remindAfterDays) {
    plan.remindAt = new Date((await ctx.time()).getTime() + steps.remindAfterDays * millisecondsPerDay);
    if (ctx.actor.kind !== 'user') plan.problems.push('Only a person can be reminded.');
  }
  if (draft.closes) await planClosing(ctx, draft);
  return { plan, update: draft.update, time: draft.time, closes: draft.closes };
}

async function planStatus(ctx: ReadCtx, draft: Draft): Promise<void> {
  const { plan, update, ticket, steps } = draft;
  if (!steps.statusName) return;
  const all = await ctx.db.list(statuses, { boardId: ticket.boardId });
  const wanted = all.find(
    ({ name, removedAt }) => !removedAt && name.toLowerCase() === steps.statusName?.toLowerCase(),
  );
  if (!wanted) {
    const board = await ctx.db.get(boards, ticket.boardId);
    plan.problems.push(`The board ${board.name} has no status ${steps.statusName}. Change the macro or the board.`);
    return;
  }
  if (wanted.id === ticket.statusId) return;
  if (wanted.isClosed !== ticket.isClosed && !ctx.can('ticket.close')) {
    plan.problems.push('You may not close or reopen tickets.');
  }
  update.statusId = wanted.id;
  draft.closes = wanted.isClosed && !ticket.isClosed;
  const before = all.find(({ id }) => id === ticket.statusId)?.name ?? null;
  plan.changes.push({ field: 'status', before, after: wanted.name });
}

async function planPriority(ctx: ReadCtx, { plan, update, ticket, steps }: Draft): Promise<void> {
  if (!steps.priorityId || steps.priorityId === ticket.priorityId) return;
  const [wanted, before, board] = await Promise.all([
    ctx.db.find(priorities, { id: steps.priorityId }),
    ctx.db.get(priorities, ticket.priorityId),
    ctx.db.get(boards, ticket.boardId),
  ]);
  if (!wanted) plan.problems.push('The priority of this macro does not exist any more. Change the macro.');
  else if (board.priorityMode === 'itil' || wanted.isItil) {
    plan.problems.push(`On the board ${board.name} the priority ${wanted.name} cannot be set by a macro.`);
  } else {
    update.priorityId = wanted.id;
    plan.changes.push({ field: 'priority', before: before.name, after: wanted.name });
  }
}

async function planAssignee(ctx: ReadCtx, { plan, update, ticket, steps }: Draft): Promise<void> {
  const { assignee } = steps;
  if (!assignee) return;
  const me = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  if (assignee === 'me' && !me) {
    plan.problems.push('“Me” has to be a person: run this macro yourself.');
    return;
  }
  const wanted = assignee === 'me' ? me : assignee === 'nobody' ? null : assignee;
  if (wanted === ticket.assignedTo) return;
  const found = await ctx.db.list(users, { id: [wanted, ticket.assignedTo].filter((id) => id !== null) });
  const nameOf = (id: string | null) => found.find((user) => user.id === id)?.name ?? null;
  const person = found.find(({ id }) => id === wanted);
  if (wanted && (!person || !person.isActive) && assignee !== 'me') {
    plan.problems.push('The person whom this macro assigns is not active any more. Change the macro.');
    return;
  }
  const isTaking = wanted === me && ticket.assignedTo === null;
  if (!isTaking && !ctx.can('ticket.assign')) plan.problems.push('You may not hand tickets to somebody else.');
  update.assignedTo = wanted;
  const after = wanted === me && me ? ctx.actor.name : nameOf(wanted);
  plan.changes.push({ field: 'assignee', before: nameOf(ticket.assignedTo), after });
}

async function planTeam(ctx: ReadCtx, { plan, update, ticket, steps }: Draft): Promise<void> {
  if (!steps.teamId || steps.teamId === ticket.teamId) return;
  const wanted = await ctx.db.find(teams, { id: steps.teamId });
  if (!wanted) {
    plan.problems.push('The team of this macro does not exist any more. Change the macro.');
    return;
  }
  const before = ticket.teamId ? await ctx.db.find(teams, { id: ticket.teamId }) : undefined;
  update.teamId = wanted.id;
  plan.changes.push({ field: 'team', before: before?.name ?? null, after: wanted.name });
}

async function planType(ctx: ReadCtx, { plan, update, ticket, steps }: Draft): Promise<void> {
  if (!steps.typeId || steps.typeId === ticket.typeId) return;
  const known = await ctx.db.list(ticketTypes, { id: [steps.typeId, ticket.typeId].filter((id) => id !== null) });
  const wanted = known.find(({ id, removedAt }) => id === steps.typeId && !removedAt);
  if (!wanted) {
    plan.problems.push('The ticket type of this macro was removed. Change the macro.');
    return;
  }
  update.typeId = wanted.id;
  const before = known.find(({ id }) => id === ticket.typeId)?.name ?? null;
  plan.changes.push({ field: 'type', before, after: wanted.name });
}

async function planCategory(ctx: ReadCtx, { plan, update, ticket, steps }: Draft): Promise<void> {
  const current = ticket.subcategoryId ?? ticket.categoryId;
  if (!steps.categoryId || steps.categoryId === current) return;
  const known = await ctx.db.list(ticketCategories, { id: [steps.categoryId, current].filter((id) => id !== null) });
  const wanted = known.find(({ id, removedAt }) => id === steps.categoryId && !removedAt);
  if (!wanted || wanted.boardId !== ticket.boardId) {
    plan.problems.push('The category of this macro is not on the ticket’s board. Change the macro or the board.');
    return;
  }
  if (wanted.parentId) Object.assign(update, { categoryId: wanted.parentId, subcategoryId: wanted.id });
  else update.categoryId = wanted.id;
  const before = known.find(({ id }) => id === current)?.name ?? null;
  plan.changes.push({ field: 'category', before, after: wanted.name });
}

/** What the board asks for before closing, on the ticket as the macro leaves it; time that the macro logs itself counts. */
async function planClosing(ctx: ReadCtx, { plan, update, time, ticket }: Draft): Promise<void> {
  for (const { key, text } of await closeBlockers(ctx, { ...ticket, ...update })) {
    if (key !== 'time' || !time) plan.problems.push(text);
  }
}

async function planComment(ctx: ReadCtx, { plan, ticket, steps }: Draft): Promise<void> {
  if (!steps.comment) return;
  const { visibility, text } = steps.comment;
  plan.comment = { visibility, text: await fillText(ctx, text, ticket) };
  const permission = visibility === 'public' ? 'ticket_comment.create_public' : 'ticket_comment.create_internal';
  if (!ctx.can(permission)) {
    plan.problems.push(visibility === 'public' ? 'You may not reply to clients.' : 'You may not write internal notes.');
  }
}

async function planTime(ctx: ReadCtx, draft: Draft, macroName: string): Promise<void> {
  const { plan, ticket, steps } = draft;
  if (!steps.time) return;
  plan.minutes = steps.time.minutes;
  draft.time = await ctx.askSlot(ticketTimeAct, { ticketId: ticket.id, ...steps.time, notes: macroName });
  if (!draft.time) plan.problems.push('Time cannot be logged here.');
  else if ('permission' in draft.time.action.guard && !ctx.can(draft.time.action.guard.permission)) {
    plan.problems.push('You may not log time.');
  }
}
