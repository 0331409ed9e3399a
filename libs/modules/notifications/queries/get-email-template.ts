import { abilitiesOf, defineQuery, tenantEmailTemplates } from '@kelp/kernel';
import { emailNamed, sampleOf } from '../check-template';
import { getEmailTemplate } from '../contract';
import { typedVariables } from '../domain/template-variables';
import { shippedTemplate, textOf } from '../shipped-template';

/** One mail: the shipped text, the workspace's own if there is one, and the variables it may name. */
export const getEmailTemplateQuery = defineQuery(getEmailTemplate, {
  permission: 'email_template.read',
  run: async (ctx, { name, locale }) => {
    const email = emailNamed(ctx, name);
    const [owns, shipped] = await Promise.all([
      ctx.db.list(tenantEmailTemplates, { name }, { orderBy: 'locale' }),
      shippedTemplate(ctx, email, locale),
    ]);
    const own = owns.find((one) => one.locale === locale);
    const isNewer = own?.base && JSON.stringify(textOf(own.base)) !== JSON.stringify(textOf(shipped));
    const locales = ['en', ...Object.keys(email.translations ?? {}), ...owns.map((one) => one.locale)];
    return {
      name,
      locale,
      audience: email.audience,
      locales: [...new Set(locales)],
      variables: typedVariables(sampleOf(email)),
      shipped,
      own: own ? { ...textOf(own), version: own.version, base: isNewer ? textOf(own.base ?? shipped) : null } : null,
      abilities: abilitiesOf(ctx, ['email_template.update']),
    };
  },
});
