import { renderTemplate, type EmailType, type ReadCtx, type Template } from '@kelp/kernel';
import { invalid, notFound } from '@kelp/std';
import { namedVariables, namesIn } from './domain/template-variables';

/** The mail of this name. Throws not_found for one that the program does not send. */
export function emailNamed(ctx: ReadCtx, name: string): EmailType {
  const email = ctx.emails.get(name);
  if (!email) throw notFound('e-mail template');
  return email;
}

/** The values a preview is filled with. */
export const sampleOf = (email: EmailType): Record<string, unknown> =>
  email.props.parse(email.sample) as Record<string, unknown>;

/**
 * Fills a text with the mail's sample, as a preview and as the proof that it can be sent. Throws invalid, with the field, for a
 * variable that the mail does not have in any branch, for one put in without escaping where the shipped text escapes it, and
 * for what Handlebars cannot read.
 */
export function checkTemplate(email: EmailType, template: Template): Template {
  const sample = sampleOf(email);
  const known = namesIn(sample);
  for (const field of ['subject', 'html', 'text'] as const) checkField(email, field, template[field], known);
  return renderTemplate(template, sample);
}

function checkField(email: EmailType, field: keyof Template, source: string, known: Set<string>): void {
  const complain = (message: string) => invalid(message, { [field]: message });
  let used;
  try {
    used = namedVariables(source);
  } catch (error) {
    throw complain(`This text cannot be read: ${error instanceof Error ? error.message : 'unknown reason'}`);
  }
  const unknown = used.names.find((name) => !known.has(name));
  if (unknown)
    throw complain(`There is no variable "${unknown}" in this mail. Use one of: ${[...known].sort().join(', ')}.`);
  if (field !== 'html') return;
  const mayBeRaw = new Set(namedVariables(email.html).raw);
  const unsafe = used.raw.find((name) => !mayBeRaw.has(name));
  if (unsafe)
    throw complain(`Write "{{${unsafe}}}" with two braces, so that what people type can do no harm in the mail.`);
}
