/** Fields of a ticket that a board may ask for before closing. The priority is none of them: a ticket always has one. */
export const requiredFields = [
  'typeId',
  'categoryId',
  'subcategoryId',
  'assignedTo',
  'contactId',
  'resolutionCodeId',
  'estimateMinutes',
] as const;

export type RequiredField = (typeof requiredFields)[number];

/** What a person calls each of them, in a sentence. */
export const requiredFieldNames: Record<RequiredField, string> = {
  typeId: 'type',
  categoryId: 'category',
  subcategoryId: 'subcategory',
  assignedTo: 'assignee',
  contactId: 'contact',
  resolutionCodeId: 'resolution code',
  estimateMinutes: 'estimate',
};

/** Those of the asked fields that are empty, in the order asked for. */
export const missingFields = (
  ticket: { readonly [F in RequiredField]: unknown },
  asked: readonly RequiredField[],
): RequiredField[] => asked.filter((field) => ticket[field] === null || ticket[field] === undefined);
