import { sha256 } from '@kelp/platform/crypto';
import type { Registry } from '../registry';

/** The texts of every mail as this program ships them, for `system_email_templates`; `hash` changes with the text. */
export function shippedTemplates(
  registry: Registry,
): { name: string; locale: string; subject: string; html: string; text: string; hash: string }[] {
  return [...registry.emails.values()].map(({ name, subject, html, text }) => ({
    name,
    locale: 'en',
    subject,
    html,
    text,
    hash: sha256(`${subject}\n${html}\n${text}`),
  }));
}
