import { defineAction, tenantEmailTemplates, type Ctx, type Template } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { stale } from '@kelp/std';
import { checkTemplate, emailNamed } from '../check-template';
import { saveEmailTemplate } from '../contract';
import { shippedTemplate, textOf } from '../shipped-template';
import { emailTemplateVersions } from '../tables';

/**
 * The workspace's own text of a mail in one language; it must fill in with the sample before it is kept. Each text that was saved stays as a
 * numbered version, and the numbers go on after a reset.
 */
export const saveEmailTemplateAction = defineAction(saveEmailTemplate, {
  permission: 'email_template.update',
  run: async (ctx, { name, locale, version, ...template }) => {
    const email = emailNamed(ctx, name);
    checkTemplate(email, template);
    const own = await ctx.db.find(tenantEmailTemplates, { name, locale });
    if (!own && version !== undefined) throw stale('e-mail template', ['subject', 'html', 'text']);
    const saved = own
      ? await ctx.db.update(tenantEmailTemplates, own.id, template, version)
      : await ctx.db.insert(tenantEmailTemplates, {
          ...{ name, locale, ...template },
          base: textOf(await shippedTemplate(ctx, email, locale)),
          version: (await lastNumber(ctx, name, locale)) + 1,
        });
    if (saved.version !== own?.version) await keep(ctx, { name, locale }, saved.version, template);
    ctx.touch('email_template');
    return { version: saved.version };
  },
});

async function lastNumber(ctx: Ctx, name: string, locale: string): Promise<number> {
  const { last } = await ctx.db.one<{ last: number }>(
    sql`select coalesce(max(number), 0) as last from email_template_versions
        where tenant_id = ${ctx.tenant} and name = ${name} and locale = ${locale}`,
  );
  return last;
}

async function keep(ctx: Ctx, which: { name: string; locale: string }, number: number, template: Template) {
  const { id, kind, name: savedByName } = ctx.actor;
  const by = { savedAt: ctx.now(), savedBy: kind === 'user' ? id : null, savedByName };
  await ctx.db.insertMany(emailTemplateVersions, [{ ...which, number, ...textOf(template), ...by }]);
}
