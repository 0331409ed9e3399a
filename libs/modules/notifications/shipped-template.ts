import { localeChain, systemEmailTemplates, type EmailType, type ReadCtx, type Template } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';

export const textOf = ({ subject, html, text }: Template): Template => ({ subject, html, text });

/** The shipped text of a mail in this language, or in the nearest that it falls back to. */
export async function shippedTemplate(
  ctx: ReadCtx,
  email: EmailType,
  locale: string,
): Promise<Template & { locale: string }> {
  const chain = localeChain(locale);
  const stored = await ctx.db.rows<Row<typeof systemEmailTemplates>>(
    sql`select * from system_email_templates where name = ${email.name} and locale = any(${chain})`,
  );
  const texts: Record<string, Template> = { en: email, ...email.translations };
  for (const row of stored) texts[row.locale] = row;
  const nearest = chain.find((one) => texts[one]) ?? 'en';
  return { ...textOf(texts[nearest] ?? email), locale: nearest };
}
