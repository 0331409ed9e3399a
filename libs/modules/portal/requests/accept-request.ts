import { contacts } from '@kelp/clients';
import { users } from '@kelp/identity';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { checklistTemplates, openTicket, putChecklist, writeComment } from '@kelp/tickets';
import { fillTitle, type FormContent, type TicketPlan } from './domain/form';
import { serviceRequestAttachments, serviceRequestSubmissions, serviceRequestVersions } from './tables';

type Submission = Row<typeof serviceRequestSubmissions>;

/**
 * Makes the ticket of a request, as the version by which it was asked says: the answers and files open its conversation. `approvedBy` is null
 * where nobody had to approve. Returns the ticket's id.
 */
export async function acceptRequest(ctx: Ctx, request: Submission, approvedBy: string | null): Promise<string> {
  const { content } = await ctx.db.get(serviceRequestVersions, request.versionId);
  const writer = await ctx.db.get(users, request.userId);
  const requester = await requesterName(ctx, request);
  const isStaff = writer.type === 'internal';
  const { clientId, contactId } = request;
  const words = Object.fromEntries(request.answers.map((answer) => [answer.key, answer.words]));
  const title = fillTitle(content.ticket.title, { ...words, form: content.name, requester });
  const { checklistTemplateId, ...plan } = await planAsItStands(ctx, content.ticket);
  const ticket = await openTicket(ctx, {
    ...plan,
    title: title || content.name,
    clientId,
    contactId,
    origin: isStaff ? 'internal' : 'portal',
  });
  if (checklistTemplateId)
    await putChecklist(ctx, ticket.id, await ctx.db.get(checklistTemplates, checklistTemplateId));
  const files = await ctx.db.list(serviceRequestAttachments, { serviceRequestId: request.id }, { orderBy: 'id' });
  const approver = approvedBy && approvedBy !== request.userId ? await ctx.db.get(users, approvedBy) : null;
  await writeComment(ctx, ticket, {
    authorType: isStaff ? 'internal' : 'client',
    visibility: 'public',
    authorName: writer.name,
    userId: request.userId,
    contactId: isStaff ? null : contactId,
    text: spoken(content, request, approver?.name ?? null),
    isOpening: true,
    attachments: files.map(({ filename, contentType, size, sha256, storageKey }) => ({
      ...{ filename, contentType, size, sha256, storageKey },
    })),
  });
  await ctx.db.update(serviceRequestSubmissions, request.id, {
    state: 'accepted',
    ticketId: ticket.id,
    decidedBy: approvedBy,
    decidedAt: ctx.now(),
  });
  return ticket.id;
}

/** Whose request it is: the contact, whoever filled in the form, else who did that. */
export async function requesterName(ctx: ReadCtx, { contactId, userId }: Submission): Promise<string> {
  if (contactId) return (await ctx.db.get(contacts, contactId)).fullName;
  return (await ctx.db.get(users, userId)).name;
}

/** The answers as a person would write them down, one to a line; longer ones below their question. */
function spoken({ name }: FormContent, { answers }: Submission, approver: string | null): string {
  const lines = answers.map(({ label, kind, words }) => {
    const asked = /[?:.!]$/.test(label) ? label : `${label}:`;
    return `${asked}${kind === 'long_text' ? '\n' : ' '}${words}`;
  });
  return [
    name,
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(approver ? ['', `Approved by ${approver}.`] : []),
  ].join('\n');
}

/** What of the plan still exists, on the first active board where its own is not in use: boards, categories and the rest may have been taken away since, and a request must not fail for that. */
async function planAsItStands(ctx: Ctx, plan: TicketPlan) {
  const { boardId, typeId, categoryId, subcategoryId, priorityId, checklistTemplateId } = plan;
  const board = sql`(select b.id from boards b where b.tenant_id = ${ctx.tenant} and b.is_active
    order by (b.id = ${boardId}) desc nulls last, b.position limit 1)`;
  const category = (id: string | null, parent: string | null) =>
    sql`(select c.id from ticket_categories c where c.tenant_id = ${ctx.tenant} and c.id = ${id} and c.board_id = ${board}
      and c.parent_id is not distinct from ${parent} and c.removed_at is null)`;
  const row = await ctx.db.one<Omit<TicketPlan, 'title'> & { isItil: boolean | null }>(
    sql`select ${board} as board_id, ${category(categoryId, null)} as category_id, ${category(subcategoryId, categoryId)} as subcategory_id,
          (select y.id from ticket_types y where y.tenant_id = ${ctx.tenant} and y.id = ${typeId} and y.removed_at is null) as type_id,
          (select k.id from checklist_templates k where k.tenant_id = ${ctx.tenant} and k.id = ${checklistTemplateId}) as checklist_template_id,
          p.id as priority_id, p.is_itil
        from (select) as one left join priorities p on p.tenant_id = ${ctx.tenant} and p.id = ${priorityId} and p.removed_at is null
          and p.is_itil = (select b.priority_mode = 'itil' from boards b where b.tenant_id = ${ctx.tenant} and b.id = ${board})`,
  );
  return {
    boardId: row.boardId ?? undefined,
    typeId: row.typeId,
    categoryId: row.categoryId ?? undefined,
    subcategoryId: row.subcategoryId ?? undefined,
    priorityId: row.priorityId ?? undefined,
    ...(row.isItil ? { isPriorityOverridden: true } : {}),
    checklistTemplateId: row.checklistTemplateId,
  };
}
