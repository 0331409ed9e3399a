import { type Ctx, defineJob, fileStorage, type JobUnit, resolver } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import type { Row } from '@kelp/platform/db';
import { authenticateMail, deliveryReportIn, parseMail, type ParsedMail } from '@kelp/platform/mail';
import { checkFile, storageKey } from '@kelp/platform/storage';
import { attachmentId } from '../domain/attachment-id';
import { storableMail } from '../domain/storable-mail';
import { judgeMail } from '../judge-mail';
import { inboundMessages, mailboxes, type InboundState } from '../tables';
import { takeReport } from '../take-report';
import { writeMail, type MailFiles } from '../write-mail';

type Inbound = Row<typeof inboundMessages>;

/**
 * Makes a kept mail a ticket, a reply or a note. The files are stored before, under ids that follow from the mail; ticket, comment
 * and the mark `done` are one transaction, so that a kill at any moment makes none of them twice.
 */
export const processInbound = defineJob({
  name: 'mail.process_inbound',
  queue: 'mail',
  input: z.object({ inboundId: z.uuid() }),
  key: (input) => input.inboundId,
  attempts: 8,
  process: async (unit, { inboundId }) => {
    const inbound = await unit.transaction((ctx) => take(ctx, inboundId));
    if (!inbound) return;
    try {
      await handle(unit, inbound);
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 500) : 'unknown reason';
      await unit.transaction((ctx) =>
        ctx.db.update(inboundMessages, inboundId, { state: unit.isLastAttempt ? 'dead' : 'retry', reason }),
      );
      throw error;
    }
  },
});

const finished: readonly InboundState[] = ['done', 'skipped', 'held', 'ignored'];
const previewLength = 4_000;

async function take(ctx: Ctx, inboundId: string): Promise<Inbound | undefined> {
  const inbound = await ctx.db.lock(inboundMessages, inboundId);
  if (finished.includes(inbound.state)) return undefined;
  return ctx.db.update(inboundMessages, inboundId, { state: 'processing', attempts: inbound.attempts + 1 });
}

async function handle(unit: JobUnit, inbound: Inbound): Promise<void> {
  const raw = Buffer.concat(await (await fileStorage().get(inbound.storageKey, { sha256: inbound.sha256 })).toArray());
  const mail = storableMail(await parseMail(raw, { envelopeFrom: inbound.envelopeFrom }));
  const facts = { ...factsOf(mail), authentication: inbound.authentication ?? (await checkSender(unit, inbound, raw)) };
  const report = deliveryReportIn(mail);
  const isTaken = await unit.transaction(async (ctx) => {
    const row = await ctx.db.update(inboundMessages, inbound.id, facts);
    const outcome = report ? await takeReport(ctx, report, mail) : await without(ctx, row, mail);
    if (!outcome) return false;
    await ctx.db.update(inboundMessages, inbound.id, outcome);
    touch(ctx);
    return true;
  });
  if (isTaken) return;
  const files = await storeAttachments(unit.tenant, inbound.id, mail);
  await unit.transaction(async (ctx) => {
    const locked = await ctx.db.lock(inboundMessages, inbound.id);
    if (locked.state !== 'processing') return;
    const { state = 'done', reason = null, ...outcome } = await writeMail(ctx, locked, mail, files);
    await ctx.db.update(inboundMessages, inbound.id, { ...outcome, state, reason });
    touch(ctx);
  });
}

function touch(ctx: Ctx): void {
  ctx.touch('inbound_message');
  ctx.touch('held_mail');
}

function factsOf(mail: ParsedMail) {
  return {
    fromAddress: mail.from?.address ?? null,
    fromName: mail.from?.name ?? '',
    subject: mail.subject || null,
    preview: mail.text.slice(0, previewLength).replace(/[\ud800-\udbff]$/, ''),
    files: mail.attachments.filter(({ size }) => size > 0).length,
    problems: mail.problems.slice(0, 20),
  };
}

/** The end of a mail that writes nothing to a ticket, so that its files need not be stored; undefined for all others. */
async function without(ctx: Ctx, inbound: Inbound, mail: ParsedMail) {
  const found = await judgeMail(ctx, inbound, mail);
  const states = { skip: 'skipped', ignore: 'ignored', hold: 'held' } as const;
  if (found.kind === 'skip' || found.kind === 'ignore' || found.kind === 'hold')
    return { state: states[found.kind], reason: found.reason };
  return undefined;
}

/** Asks the DNS who may send for the sender's domain; outside of any transaction. */
async function checkSender(unit: JobUnit, inbound: Inbound, raw: Buffer) {
  const mailbox = await unit.transaction((ctx) => ctx.db.get(mailboxes, inbound.mailboxId));
  const { envelopeFrom, remoteAddress, helo } = inbound;
  const { trustedAuthserv } = mailbox;
  return authenticateMail(raw, { envelopeFrom, remoteAddress, helo, trustedAuthserv, resolver: resolver() });
}

async function storeAttachments(tenant: string, inboundId: string, mail: ParsedMail): Promise<MailFiles> {
  const files: MailFiles = { stored: [], warnings: [] };
  for (const [index, file] of mail.attachments.entries()) {
    if (file.size === 0) continue;
    const { filename, sha256, contentId, isInline } = file;
    // The bytes say what a file is, not the sender.
    const { contentType, warning, isHeldBack } = checkFile(file.content, filename);
    if (warning)
      files.warnings.push(isHeldBack ? `${warning} It was held back; the original mail still has it.` : warning);
    if (isHeldBack) continue;
    const id = attachmentId(inboundId, index);
    const key = storageKey(tenant, 'attachment', id);
    await fileStorage().put(key, file.content, { contentType: file.contentType });
    files.stored.push({
      id,
      filename,
      contentType,
      size: BigInt(file.size),
      sha256,
      storageKey: key,
      contentId,
      isInline,
    });
  }
  return files;
}
