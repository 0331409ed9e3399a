import { defineAction, tenantEmailTemplates } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { emailNamed } from '../check-template';
import { acceptShippedTemplate } from '../contract';
import { shippedTemplate, textOf } from '../shipped-template';
import { emailTemplateVersions } from '../tables';

/** The own text counts as written beside the shipped one of now. Throws not_found when the workspace has no text of its own. */
export const acceptShippedTemplateAction = defineAction(acceptShippedTemplate, {
  permission: 'email_template.update',
  run: async (ctx, { name, locale, version }) => {
    const email = emailNamed(ctx, name);
    const own = await ctx.db.find(tenantEmailTemplates, { name, locale });
    if (!own) throw notFound(tenantEmailTemplates.noun);
    const base = textOf(await shippedTemplate(ctx, email, locale));
    const saved = await ctx.db.update(tenantEmailTemplates, own.id, { base }, version);
    if (saved.version !== own.version) {
      // The version of a mail's text is the version of its row: the same words stand under the new number too.
      const { id, kind, name: savedByName } = ctx.actor;
      const by = { savedAt: ctx.now(), savedBy: kind === 'user' ? id : null, savedByName };
      await ctx.db.insertMany(emailTemplateVersions, [{ name, locale, number: saved.version, ...textOf(own), ...by }]);
    }
    ctx.touch('email_template');
    return { version: saved.version };
  },
});
