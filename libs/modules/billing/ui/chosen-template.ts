import type { InvoiceTemplateCard, StandardCode } from '../contract';

/** A template as the action takes it. */
export const chosenTemplate = ({ id, isStandard }: InvoiceTemplateCard) =>
  isStandard ? { standardCode: id as StandardCode } : { templateId: id };
