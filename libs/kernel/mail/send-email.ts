import { sql } from '@kelp/platform/db';
import type { z } from 'zod';
import { sha256 } from '@kelp/platform/crypto';
import type { Ctx } from '../context';
import type { EmailType } from '../define';
import { emailMessages, type MailFile } from '../tables';
import { deliverMail } from './deliver-mail';
import { inFrame, mailFrame } from './mail-frame';
import { recordState } from './move-message';
import { renderTemplate, type Template } from './render';

export interface EmailRequest<P> {
  to: { address: string; name?: string };
  props: P;
  /** `event:handler:recipient`: the same key is the same message, however often it is asked for. */
  dedupeKey: string;
  locale?: string;
  from?: string;
  replyTo?: string;
  thread?: { inReplyTo?: string | null; references?: string[]; messageId?: string };
  attachments?: MailFile[];
  about?: { type: string; id: string };
  /** Goes to somebody of a client although the mail is for both sides, such as a link for a new password. */
  isForClient?: boolean;
}

/**
 * Renders a mail and stores it as one row for one recipient; the worker sends it after the commit. Does nothing for a muted
 * history or a key that was used. Returns the message's id, or null when nothing is to be sent.
 */
export async function sendEmail<S extends z.ZodType>(
  ctx: Ctx,
  email: EmailType<S>,
  request: EmailRequest<z.input<S>>,
): Promise<string | null> {
  if (ctx.caller.isMuted) return null;
  const known = await ctx.db.find(emailMessages, { dedupeKey: request.dedupeKey });
  if (known) return known.id;
  const locale = request.locale ?? ctx.locale;
  const template = await chooseTemplate(ctx, email, locale);
  const plain = renderTemplate(template, email.props.parse(request.props) as Record<string, unknown>);
  const isForClient = email.audience === 'client' || request.isForClient === true;
  const frame = isForClient ? await ctx.askSlot(mailFrame, {}) : null;
  const rendered = frame ? { ...plain, html: inFrame(frame, plain.html) } : plain;
  const id = ctx.newId();
  await ctx.db.insert(emailMessages, {
    id,
    dedupeKey: request.dedupeKey,
    toAddress: request.to.address.toLowerCase(),
    toName: request.to.name ?? '',
    fromAddress: request.from ?? process.env['MAIL_FROM'] ?? 'Kelp <kelp@localhost.localdomain>',
    replyTo: request.replyTo ?? null,
    subtype: email.subtype,
    template: email.name,
    templateSource: template.source,
    locale: template.locale,
    ...rendered,
    // Derived from the row, so that a repeat is the same message to the recipient's program.
    rfcMessageId: request.thread?.messageId ?? `<${sha256(`${ctx.tenant}:${id}`).slice(0, 32)}@${mailHost()}>`,
    inReplyTo: request.thread?.inReplyTo ?? null,
    referenceIds: (request.thread?.references ?? []).slice(-20),
    attachments: request.attachments ?? [],
    aboutType: request.about?.type ?? null,
    aboutId: request.about?.id ?? null,
    templateVersion: template.version,
    bodyHash: sha256(`${rendered.subject}\n${rendered.html}\n${rendered.text}`),
  });
  await recordState(ctx, { id, attempts: 0 }, 'queued', '');
  await ctx.enqueue(deliverMail, { messageId: id });
  return id;
}

/** The host part of our Message-IDs: the public address of this installation. */
export function mailHost(): string {
  const address = process.env['NEXTAUTH_URL'];
  return address ? new URL(address).hostname : 'kelp.localhost';
}

/** A language and what it falls back to, nearest first: `de-AT`, `de`, `en`. */
export const localeChain = (locale: string): string[] => [...new Set([locale, locale.split('-')[0] ?? locale, 'en'])];

/** Tenant in the language, system in the language, the same for what the language falls back to, down to English. */
async function chooseTemplate(
  ctx: Ctx,
  email: EmailType,
  locale: string,
): Promise<Template & { source: string; version: number | null; locale: string }> {
  const chain = localeChain(locale);
  const found = await ctx.db.rows<Template & { source: string; locale: string; version: number | null }>(
    sql`select subject, html, text, locale, 'tenant' as source, version from tenant_email_templates
          where tenant_id = ${ctx.tenant} and name = ${email.name} and locale = any(${chain})
        union all
        select subject, html, text, locale, 'system', null::integer from system_email_templates
          where name = ${email.name} and locale = any(${chain})`,
  );
  const shipped = Object.entries(email.translations ?? {}).filter(([one]) => chain.includes(one));
  const inCode = [...shipped, ['en', email] as const].map(([one, { subject, html, text }]) => {
    return { subject, html, text, locale: one, source: 'code', version: null };
  });
  const order = ['tenant', 'system', 'code'];
  const rank = (row: { source: string; locale: string }) =>
    chain.indexOf(row.locale) * order.length + order.indexOf(row.source);
  const [best] = [...found, ...inCode].sort((a, b) => rank(a) - rank(b));
  if (!best) throw new Error(`${email.name} has no text.`);
  return best;
}
