import { sql } from '@kelp/platform/db';
import type { z } from 'zod';
import { sha256 } from '@kelp/platform/crypto';
import type { Ctx } from '../context';
import type { EmailType } from '../define';
import { emailMessages, type MailFile } from '../tables';
import { deliverMail, mailsPerJob } from './deliver-mail';
import { inFrame, mailFrame, type MailFrame } from './mail-frame';
import { recordStates } from './move-message';
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
  return (await sendEmails(ctx, email, [request])).get(request.dedupeKey) ?? null;
}

/** The same for many recipients, in a few statements. Returns the messages' ids by their keys; empty when nothing is to be sent. */
export async function sendEmails<S extends z.ZodType>(
  ctx: Ctx,
  email: EmailType<S>,
  requests: readonly EmailRequest<z.input<S>>[],
): Promise<ReadonlyMap<string, string>> {
  if (ctx.caller.isMuted || requests.length === 0) return new Map();
  const byKey = new Map(requests.map((request) => [request.dedupeKey, request]));
  const ids = await knownMessages(ctx, [...byKey.keys()]);
  const fresh = [...byKey.values()].filter(({ dedupeKey }) => !ids.has(dedupeKey));
  if (fresh.length === 0) return ids;
  const localeOf = (request: EmailRequest<z.input<S>>) => request.locale ?? ctx.locale;
  const templates = await chooseTemplates(ctx, email, fresh.map(localeOf));
  const isForClient = (request: EmailRequest<z.input<S>>) =>
    email.audience === 'client' || request.isForClient === true;
  const frame = fresh.some(isForClient) ? await ctx.askSlot(mailFrame, {}) : null;
  const rows = fresh.map((request) => {
    const template = templates.get(localeOf(request));
    if (!template) throw new Error(`${email.name} has no text.`);
    return messageRow(ctx, email, request, template, isForClient(request) ? frame : null);
  });
  await ctx.db.insertMany(emailMessages, rows);
  const messages = rows.map(({ id }) => ({ id, attempts: 0 }));
  await recordStates(
    ctx,
    messages.map((message) => ({ message, state: 'queued', detail: '' })),
  );
  for (let start = 0; start < rows.length; start += mailsPerJob)
    await ctx.enqueue(deliverMail, { messageIds: rows.slice(start, start + mailsPerJob).map(({ id }) => id) });
  for (const { id, dedupeKey } of rows) ids.set(dedupeKey, id);
  return ids;
}

async function knownMessages(ctx: Ctx, dedupeKeys: readonly string[]): Promise<Map<string, string>> {
  const known = await ctx.db.rows<{ id: string; dedupeKey: string }>(
    sql`select id, dedupe_key from email_messages where tenant_id = ${ctx.tenant} and dedupe_key = any(${[...dedupeKeys]}::text[])`,
  );
  return new Map(known.map(({ id, dedupeKey }) => [dedupeKey, id]));
}

type ChosenTemplate = Template & { source: string; version: number | null; locale: string };

function messageRow<S extends z.ZodType>(
  ctx: Ctx,
  email: EmailType<S>,
  request: EmailRequest<z.input<S>>,
  template: ChosenTemplate,
  frame: MailFrame | null,
) {
  const plain = renderTemplate(template, email.props.parse(request.props) as Record<string, unknown>);
  const rendered = frame ? { ...plain, html: inFrame(frame, plain.html) } : plain;
  const id = ctx.newId();
  return {
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
  };
}

/** The host part of our Message-IDs: the public address of this installation. */
export function mailHost(): string {
  const address = process.env['NEXTAUTH_URL'];
  return address ? new URL(address).hostname : 'kelp.localhost';
}

/** A language and what it falls back to, nearest first: `de-AT`, `de`, `en`. */
export const localeChain = (locale: string): string[] => [...new Set([locale, locale.split('-')[0] ?? locale, 'en'])];

/** For each language: tenant in the language, system in the language, the same for what the language falls back to, down to English. */
async function chooseTemplates(
  ctx: Ctx,
  email: EmailType,
  locales: readonly string[],
): Promise<ReadonlyMap<string, ChosenTemplate>> {
  const wanted = [...new Set(locales)];
  const every = [...new Set(wanted.flatMap(localeChain))];
  const found = await ctx.db.rows<ChosenTemplate>(
    sql`select subject, html, text, locale, 'tenant' as source, version from tenant_email_templates
          where tenant_id = ${ctx.tenant} and name = ${email.name} and locale = any(${every})
        union all
        select subject, html, text, locale, 'system', null::integer from system_email_templates
          where name = ${email.name} and locale = any(${every})`,
  );
  const inCode = [...Object.entries(email.translations ?? {}), ['en', email] as const].map(
    ([locale, { subject, html, text }]) => ({ subject, html, text, locale, source: 'code', version: null }),
  );
  const order = ['tenant', 'system', 'code'];
  return new Map(
    wanted.flatMap((locale) => {
      const chain = localeChain(locale);
      const rank = (row: ChosenTemplate) => chain.indexOf(row.locale) * order.length + order.indexOf(row.source);
      const offered = [...found, ...inCode].filter((row) => chain.includes(row.locale));
      const [best] = offered.sort((a, b) => rank(a) - rank(b));
      return best ? [[locale, best] as const] : [];
    }),
  );
}
