import { defineAction, tenantEmailTemplates } from '@kelp/kernel';
import { emailNamed } from '../check-template';
import { resetEmailTemplate } from '../contract';

/** Drops the workspace's own text, so that the shipped one is sent again. Does nothing when there is none. */
export const resetEmailTemplateAction = defineAction(resetEmailTemplate, {
  permission: 'email_template.update',
  run: async (ctx, { name, locale }) => {
    emailNamed(ctx, name);
    const own = await ctx.db.find(tenantEmailTemplates, { name, locale });
    if (!own) return { wasOwn: false };
    await ctx.db.remove(tenantEmailTemplates, own.id);
    ctx.touch('email_template');
    return { wasOwn: true };
  },
});
