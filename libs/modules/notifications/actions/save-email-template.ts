import { defineAction, tenantEmailTemplates } from '@kelp/kernel';
import { stale } from '@kelp/std';
import { checkTemplate, emailNamed } from '../check-template';
import { saveEmailTemplate } from '../contract';

/** The workspace's own text of a mail in one language; it must fill in with the sample before it is kept. */
export const saveEmailTemplateAction = defineAction(saveEmailTemplate, {
  permission: 'email_template.update',
  run: async (ctx, { name, locale, version, ...template }) => {
    checkTemplate(emailNamed(ctx, name), template);
    const own = await ctx.db.find(tenantEmailTemplates, { name, locale });
    ctx.touch('email_template');
    if (own) return { version: (await ctx.db.update(tenantEmailTemplates, own.id, template, version)).version };
    if (version !== undefined) throw stale('e-mail template', ['subject', 'html', 'text']);
    return { version: (await ctx.db.insert(tenantEmailTemplates, { name, locale, ...template })).version };
  },
});
