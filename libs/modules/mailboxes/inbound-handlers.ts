import { inReadUnit, inUnit, systemActor, type Caller, type Ctx, type House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { ReceivedMail } from '@kelp/platform/mail';
import { storageKey, type Storage } from '@kelp/platform/storage';
import { newId } from '@kelp/std';
import { mailIdentity } from './domain/mail-identity';
import { withoutPlus } from './domain/reply-token';
import { storable } from './domain/storable-mail';
import { processInbound } from './jobs/process-inbound';
import { inboundMessages } from './tables';

export interface Route {
  tenantId: string;
  mailboxId: string;
}

/** What the SMTP listener asks: is there such a mailbox, and keep this mail. */
export interface InboundHandlers {
  accepts(address: string): Promise<boolean>;
  store(mail: ReceivedMail): Promise<void>;
}

/**
 * The door for mail from outside. `accepts` is false for an address without an active mailbox (550). `store` keeps the source in
 * the storage and one row with its job for each mailbox, in one transaction, before it resolves (250); it throws while database
 * or storage are away (451). A mail that a mailbox has already is kept once and not repeated.
 */
export function inboundHandlers(house: House, storage: Storage): InboundHandlers {
  const lookUp = async (address: string) =>
    (await house.database.control<Route>(sql`select tenant_id, mailbox_id from find_inbound(${address})`))[0];
  // The address itself comes first: a mailbox of its own may be called `support+alerts`.
  const routeOf = async (address: string) =>
    (await lookUp(address)) ?? (address.includes('+') ? lookUp(withoutPlus(address)) : undefined);
  return {
    accepts: async (address) => (await routeOf(address)) !== undefined,
    store: async (mail) => {
      const routes = new Map<string, Route & { recipient: string }>();
      for (const recipient of mail.recipients) {
        const route = await routeOf(recipient);
        if (route) routes.set(route.mailboxId, { ...route, recipient });
      }
      for (const { recipient, ...route } of routes.values())
        await keepMail(house, storage, route, { ...mail, recipient, identity: mailIdentity(mail.raw) });
    },
  };
}

/** A mail on its way into a mailbox. */
export interface ArrivingMail {
  raw: Buffer;
  /** The same mail again has the same. */
  identity: string;
  /** Of the envelope; '' is the null sender. */
  from: string;
  recipient: string | null;
  remoteAddress?: string;
  helo?: string;
}

/** Keeps a mail once, with the job that handles it; its source is in the storage before the row is. False when it was there already. */
export async function keepMail(
  house: House,
  storage: Storage,
  { tenantId, mailboxId }: Route,
  mail: ArrivingMail,
): Promise<boolean> {
  const caller: Caller = { tenant: tenantId, actor: systemActor('mail'), door: 'mail', requestId: newId() };
  const { identity } = mail;
  if (await inReadUnit(house, caller, (ctx) => ctx.db.find(inboundMessages, { mailboxId, identity }))) return false;
  const id = newId();
  const key = storageKey(tenantId, 'raw-mail', id);
  const file = await storage.put(key, mail.raw, { contentType: 'message/rfc822' });
  const isKept = await inUnit(house, caller, 'mail.receive', (ctx) =>
    insertMail(ctx, { id, mailboxId, key, ...file }, mail),
  );
  // The same mail came over two connections at once; the other one's copy stays.
  if (!isKept) await storage.delete(key);
  return isKept;
}

interface KeptFile {
  id: string;
  mailboxId: string;
  key: string;
  sha256: string;
  size: number | bigint;
}

/** The row and its job in one transaction; false when another has just written the same mail. */
export async function insertMail(ctx: Ctx, file: KeptFile, mail: ArrivingMail): Promise<boolean> {
  const row = await ctx.db.maybe(
    sql`insert into inbound_messages (tenant_id, id, mailbox_id, identity, storage_key, sha256, size, envelope_from, recipient,
          remote_address, helo, received_at, created_at, updated_at)
        values (${ctx.tenant}, ${file.id}, ${file.mailboxId}, ${mail.identity}, ${file.key}, ${file.sha256}, ${file.size},
          ${storable(mail.from)}, ${mail.recipient && storable(mail.recipient)}, ${mail.remoteAddress ?? null},
          ${mail.helo === undefined ? null : storable(mail.helo)}, ${ctx.now()}, ${ctx.now()}, ${ctx.now()})
        on conflict (tenant_id, mailbox_id, identity) do nothing returning id`,
  );
  if (!row) return false;
  await ctx.enqueue(processInbound, { inboundId: file.id });
  ctx.touch('inbound_message');
  return true;
}
