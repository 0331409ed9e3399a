import { defineQuery } from '@kelp/kernel';
import { emailNamed } from '../check-template';
import { listEmailTemplateVersions } from '../contract';
import { textOf } from '../shipped-template';
import { emailTemplateVersions } from '../tables';

const limit = 50;

/** Also those from before a reset. */
export const listEmailTemplateVersionsQuery = defineQuery(listEmailTemplateVersions, {
  permission: 'email_template.read',
  run: async (ctx, { name, locale }) => {
    emailNamed(ctx, name);
    const saved = await ctx.db.list(
      emailTemplateVersions,
      { name, locale },
      { orderBy: 'number', direction: 'desc', limit },
    );
    return {
      rows: saved.map((one) => ({
        ...textOf(one),
        number: one.number,
        savedAt: one.savedAt,
        savedByName: one.savedByName,
      })),
    };
  },
});
