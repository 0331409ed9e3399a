/** For which tickets a checklist is; null says nothing about the fact. */
export interface ChecklistConditions {
  isAutomatic: boolean;
  boardId: string | null;
  priorityId: string | null;
  typeId: string | null;
  /** A category or a subcategory. */
  categoryId: string | null;
}

/** The facts of a ticket that decide which checklists go on it. */
export const checklistFacts = ['boardId', 'priorityId', 'typeId', 'categoryId', 'subcategoryId'] as const;

export interface TicketFacts {
  boardId: string;
  priorityId: string;
  typeId: string | null;
  categoryId: string | null;
  subcategoryId: string | null;
}

/** Whether the checklist goes on such a ticket by itself: it is automatic and every fact that it names fits. */
export function fitsTicket(conditions: ChecklistConditions, ticket: TicketFacts): boolean {
  const facts = ['boardId', 'priorityId', 'typeId'] as const;
  const { isAutomatic, categoryId } = conditions;
  const isOfCategory = categoryId === null || categoryId === ticket.categoryId || categoryId === ticket.subcategoryId;
  return (
    isAutomatic && isOfCategory && facts.every((fact) => conditions[fact] === null || conditions[fact] === ticket[fact])
  );
}
