import type { EmailType, Registry, Template } from '@kelp/kernel';
import { sha256 } from '@kelp/platform/crypto';

export interface SystemTemplateRow extends Template {
  name: string;
  locale: string;
  /** Over the three texts, so that a change of the shipped text can be told. */
  hash: string;
}

export const textOf = ({ subject, html, text }: Template): Template => ({ subject, html, text });

/** The shipped texts of all mails that the program can send, as rows of `system_email_templates`. */
export function systemTemplateRows(registry: Registry): SystemTemplateRow[] {
  return [...registry.emails.values()].map((email: EmailType) => {
    const template = textOf(email);
    const hash = sha256(JSON.stringify(template));
    return { name: email.name, locale: 'en', ...template, hash };
  });
}
