import type { TicketTemplateRow } from '../contract';
import { parseEstimate } from '../domain/parse-estimate';
import { t } from './strings';
import { fromWall } from './wall-time';

export interface Reference {
  id: string;
  name: string;
}

export interface NewTicketForm {
  templateId: string | null;
  title: string;
  client: Reference | null;
  contact: Reference | null;
  location: Reference | null;
  boardId: string | null;
  priorityId: string | null;
  impact: string;
  urgency: string;
  assignedTo: string | null;
  typeId: string | null;
  categoryId: string | null;
  subcategoryId: string | null;
  teamId: string | null;
  agentIds: string[];
  /** as a date-time field holds it, in the workspace's zone */
  dueAt: string;
  /** as it is typed */
  estimate: string;
  description: string;
  /** Custom fields by key, as they were typed. */
  custom: Record<string, unknown>;
}

export const blankForm: NewTicketForm = {
  templateId: null,
  title: '',
  client: null,
  contact: null,
  location: null,
  boardId: null,
  priorityId: null,
  impact: '3',
  urgency: '3',
  assignedTo: null,
  typeId: null,
  categoryId: null,
  subcategoryId: null,
  teamId: null,
  agentIds: [],
  dueAt: '',
  estimate: '',
  description: '',
  custom: {},
};

/** What is typed that no ticket can have, by field. */
export function wrongIn(form: NewTicketForm, timeZone: string): Record<string, string> {
  return {
    ...(form.title.trim() === '' ? { title: t('new.titleMissing') } : {}),
    ...(form.estimate.trim() !== '' && parseEstimate(form.estimate) === null
      ? { estimateMinutes: t('facts.estimateBad') }
      : {}),
    ...(form.dueAt !== '' && fromWall(form.dueAt, timeZone) === null ? { dueAt: t('new.dueBad') } : {}),
  };
}

/** The form as a template fills it; what was typed before stays where the template says nothing. */
export function fromTemplate(form: NewTicketForm, template: TicketTemplateRow): Partial<NewTicketForm> {
  const { id, title, description, boardId, priorityId, impact, urgency, assignedTo, client } = template;
  return {
    templateId: id,
    title: form.title.trim() === '' ? title : form.title,
    description: form.description.trim() === '' ? description : form.description,
    boardId: boardId ?? form.boardId,
    typeId: template.typeId ?? form.typeId,
    categoryId: boardId ? template.categoryId : form.categoryId,
    subcategoryId: boardId ? template.subcategoryId : form.subcategoryId,
    priorityId: priorityId ?? form.priorityId,
    impact: String(impact ?? form.impact),
    urgency: String(urgency ?? form.urgency),
    assignedTo: assignedTo ?? form.assignedTo,
    ...(client && form.client?.id !== client.id ? { client, contact: null, location: null } : {}),
  };
}

/** What the form says, as the action takes it. */
export function toInput(form: NewTicketForm, isItil: boolean, timeZone: string) {
  const dueAt = fromWall(form.dueAt, timeZone);
  const estimateMinutes = parseEstimate(form.estimate);
  return {
    title: form.title.trim(),
    ...(form.boardId ? { boardId: form.boardId } : {}),
    ...(form.client ? { clientId: form.client.id } : {}),
    ...(form.contact ? { contactId: form.contact.id } : {}),
    ...(form.location ? { locationId: form.location.id } : {}),
    ...(isItil
      ? { impact: Number(form.impact), urgency: Number(form.urgency) }
      : form.priorityId
        ? { priorityId: form.priorityId }
        : {}),
    ...(form.assignedTo ? { assignedTo: form.assignedTo } : {}),
    ...(form.typeId ? { typeId: form.typeId } : {}),
    ...(form.categoryId ? { categoryId: form.categoryId } : {}),
    ...(form.subcategoryId ? { subcategoryId: form.subcategoryId } : {}),
    ...(form.teamId ? { teamId: form.teamId } : {}),
    ...(form.agentIds.length > 0 ? { agentIds: form.agentIds } : {}),
    ...(dueAt ? { dueAt } : {}),
    ...(estimateMinutes ? { estimateMinutes } : {}),
    ...(form.description.trim() ? { description: form.description } : {}),
  };
}
