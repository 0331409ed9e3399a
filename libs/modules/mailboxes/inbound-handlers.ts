import { inReadUnit, inUnit, systemActor, type Caller, type House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { ReceivedMail } from '@kelp/platform/mail';
import { storageKey, type Storage } from '@kelp/platform/storage';
import { newId } from '@kelp/std';
import { mailIdentity } from './domain/mail-identity';
import { storable } from './domain/storable-mail';
import { processInbound } from './jobs/process-inbound';
import { inboundMessages } from './tables';

interface Route {
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
  const routeOf = async (address: string) =>
    (await house.database.control<Route>(sql`select tenant_id, mailbox_id from find_inbound(${address})`))[0];
  return {
    accepts: async (address) => (await routeOf(address)) !== undefined,
    store: async (mail) => {
      const routes = new Map<string, Route>();
      for (const address of mail.recipients) {
        const route = await routeOf(address);
        if (route) routes.set(route.mailboxId, route);
      }
      for (const route of routes.values()) await keep(house, storage, route, mail);
    },
  };
}

async function keep(house: House, storage: Storage, { tenantId, mailboxId }: Route, mail: ReceivedMail): Promise<void> {
  const caller: Caller = { tenant: tenantId, actor: systemActor('mail'), door: 'mail', requestId: newId() };
  const identity = mailIdentity(mail.raw);
  if (await inReadUnit(house, caller, (ctx) => ctx.db.find(inboundMessages, { mailboxId, identity }))) return;
  const id = newId();
  const key = storageKey(tenantId, 'raw-mail', id);
  const file = await storage.put(key, mail.raw, { contentType: 'message/rfc822' });
  const isKept = await inUnit(house, caller, 'mail.receive', async (ctx) => {
    const row = await ctx.db.maybe(
      sql`insert into inbound_messages (tenant_id, id, mailbox_id, identity, storage_key, sha256, size, envelope_from, received_at, created_at, updated_at)
          values (${ctx.tenant}, ${id}, ${mailboxId}, ${identity}, ${key}, ${file.sha256}, ${file.size}, ${storable(mail.from)}, ${ctx.now()}, ${ctx.now()}, ${ctx.now()})
          on conflict (tenant_id, mailbox_id, identity) do nothing returning id`,
    );
    if (!row) return false;
    await ctx.enqueue(processInbound, { inboundId: id });
    ctx.touch('inbound_message');
    return true;
  });
  // The same mail came over two connections at once; the other one's copy stays.
  if (!isKept) await storage.delete(key);
}
