import { defineJob, fileStorage, type Ctx, type JobUnit } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import type { Row } from '@kelp/platform/db';
import { parseMail, type ParsedMail } from '@kelp/platform/mail';
import { sniffContentType, storageKey } from '@kelp/platform/storage';
import { attachmentId } from '../domain/attachment-id';
import { storableMail } from '../domain/storable-mail';
import { judgeMail } from '../judge-mail';
import { inboundMessages } from '../tables';
import { writeMail, type StoredAttachment } from '../write-mail';

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

async function take(ctx: Ctx, inboundId: string): Promise<Inbound | undefined> {
  const inbound = await ctx.db.lock(inboundMessages, inboundId);
  if (inbound.state === 'done' || inbound.state === 'skipped') return undefined;
  return ctx.db.update(inboundMessages, inboundId, { state: 'processing', attempts: inbound.attempts + 1 });
}

async function handle(unit: JobUnit, inbound: Inbound): Promise<void> {
  const raw = Buffer.concat(await (await fileStorage().get(inbound.storageKey, { sha256: inbound.sha256 })).toArray());
  const mail = storableMail(await parseMail(raw, { envelopeFrom: inbound.envelopeFrom }));
  const facts = { fromAddress: mail.from?.address ?? null, subject: mail.subject || null };
  const judgement = await unit.transaction(async (ctx) => {
    const found = await judgeMail(ctx, inbound, mail);
    if (found.kind === 'skip')
      await ctx.db.update(inboundMessages, inbound.id, { ...facts, state: 'skipped', reason: found.reason });
    return found;
  });
  if (judgement.kind === 'skip') return;
  const files = await storeAttachments(unit.tenant, inbound.id, mail);
  await unit.transaction(async (ctx) => {
    const locked = await ctx.db.lock(inboundMessages, inbound.id);
    if (locked.state !== 'processing') return;
    const outcome = await writeMail(ctx, locked, mail, files);
    await ctx.db.update(inboundMessages, inbound.id, {
      ...facts,
      ...outcome,
      state: 'done',
      reason: outcome.reason ?? null,
    });
    ctx.touch('inbound_message');
  });
}

async function storeAttachments(tenant: string, inboundId: string, mail: ParsedMail): Promise<StoredAttachment[]> {
  const stored: StoredAttachment[] = [];
  for (const [index, file] of mail.attachments.entries()) {
    if (file.size === 0) continue;
    const id = attachmentId(inboundId, index);
    const key = storageKey(tenant, 'attachment', id);
    await fileStorage().put(key, file.content, { contentType: file.contentType });
    const { filename, sha256, contentId, isInline } = file;
    // The bytes say what a file is, not the sender.
    const contentType = sniffContentType(file.content, filename);
    stored.push({ id, filename, contentType, size: BigInt(file.size), sha256, storageKey: key, contentId, isInline });
  }
  return stored;
}
