import { sha256 } from '@kelp/platform/crypto';
import type { Registry } from '../registry';

/** The texts of every mail as this program ships them, for `system_email_templates`; `hash` changes with the text. */
export function shippedTemplates(
  registry: Registry,
): { name: string; locale: string; subject: string; html: string; text: string; hash: string }[] {
  return [...registry.emails.values()].flatMap(({ name, subject, html, text, translations = {} }) =>
    Object.entries({ en: { subject, html, text }, ...translations }).map(([locale, template]) => ({
      name,
      locale,
      ...template,
      hash: sha256(`${template.subject}\n${template.html}\n${template.text}`),
    })),
  );
}
