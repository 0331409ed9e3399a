import { defineQuery } from '@kelp/kernel';
import { checkTemplate, emailNamed } from '../check-template';
import { previewEmailTemplate } from '../contract';

/** The text filled with the mail's sample. Throws invalid where `email_template.save` would. */
export const previewEmailTemplateQuery = defineQuery(previewEmailTemplate, {
  permission: 'email_template.read',
  run: async (ctx, { name, ...template }) => checkTemplate(emailNamed(ctx, name), template),
});
