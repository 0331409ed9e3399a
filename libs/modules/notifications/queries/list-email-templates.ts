import { defineQuery, tenantEmailTemplates } from '@kelp/kernel';
import { listEmailTemplates } from '../contract';

/** Every mail that the program sends, and where the workspace words it its own way. */
export const listEmailTemplatesQuery = defineQuery(listEmailTemplates, {
  permission: 'email_template.read',
  run: async (ctx) => {
    const own = await ctx.db.list(tenantEmailTemplates, {}, { orderBy: 'locale' });
    const rows = [...ctx.emails.values()].map(({ name, audience, subject }) => {
      const mine = own.filter((template) => template.name === name);
      const shown = mine.find(({ locale }) => locale === 'en') ?? mine[0];
      return { name, audience, subject: shown?.subject ?? subject, ownLocales: mine.map(({ locale }) => locale) };
    });
    return { rows: rows.sort((a, b) => a.name.localeCompare(b.name)) };
  },
});
