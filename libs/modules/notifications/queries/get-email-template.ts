import { abilitiesOf, defineQuery, systemEmailTemplates, tenantEmailTemplates, type Template } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { emailNamed, sampleOf } from '../check-template';
import { getEmailTemplate } from '../contract';

/** One mail: the shipped text, the workspace's own if there is one, and the variables it may name. */
export const getEmailTemplateQuery = defineQuery(getEmailTemplate, {
  permission: 'email_template.read',
  run: async (ctx, { name, locale }) => {
    const email = emailNamed(ctx, name);
    const [own, shipped] = await Promise.all([
      ctx.db.find(tenantEmailTemplates, { name, locale }),
      ctx.db.maybe<Row<typeof systemEmailTemplates>>(
        sql`select * from system_email_templates where name = ${name} and locale = ${locale}`,
      ),
    ]);
    return {
      name,
      locale,
      audience: email.audience,
      variables: Object.keys(sampleOf(email)).sort(),
      shipped: textOf(shipped ?? email),
      own: own ? { ...textOf(own), version: own.version } : null,
      abilities: abilitiesOf(ctx, ['email_template.update']),
    };
  },
});

const textOf = ({ subject, html, text }: Template): Template => ({ subject, html, text });
