import { addDomainAction, clients, createClientAction, createContactAction, findSender } from '@kelp/clients';
import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, notFound, refused } from '@kelp/std';
import { sql, type Row } from '@kelp/platform/db';
import { tickets } from '@kelp/tickets';
import { assignHeldDomain, attachHeld, ignoreHeld, removeSenderRule, ticketFromHeld } from '../contract';
import { ownDomain } from '../domain/shared-domains';
import { processInbound } from '../jobs/process-inbound';
import { setSenderRule } from '../sender-rules';
import { inboundMessages, mailSenderRules, type MailDecision } from '../tables';

const permission = 'held_mail.review';
type Held = Row<typeof inboundMessages>;

/** The mail, locked; refused when somebody else has decided about it meanwhile. */
async function lockHeld(ctx: Ctx, id: string): Promise<Held> {
  const held = await ctx.db.lock(inboundMessages, id);
  if (held.state !== 'held')
    throw refused('held_mail.decided', 'Somebody has decided about this mail already. Look at the list again.');
  return held;
}

/** Takes the mail up again under a decision; its files are read and its ticket written by the worker. */
async function release(ctx: Ctx, held: Held, decision: MailDecision): Promise<void> {
  await ctx.db.update(inboundMessages, held.id, { state: 'received', reason: null, decision });
  await ctx.db.rows(
    sql`delete from jobs where tenant_id = ${ctx.tenant} and name = ${processInbound.name} and key = ${held.id} and state in ('done', 'dead')`,
  );
  await ctx.enqueue(processInbound, { inboundId: held.id });
  touch(ctx);
}

function touch(ctx: Ctx): void {
  ctx.touch('held_mail');
  ctx.touch('inbound_message');
}

export const ticketFromHeldAction = defineAction(ticketFromHeld, {
  permission,
  run: async (ctx, { id, clientId = null, contactName, isAlways }) => {
    ctx.require('ticket.create');
    const held = await lockHeld(ctx, id);
    await refuseInactive(ctx, clientId);
    const from = held.fromAddress;
    if (contactName && from) await ctx.run(createContactAction, { fullName: contactName, email: from, clientId });
    const sender = from ? await findSender(ctx, from) : null;
    const isTheirs = sender?.contactId && (sender.clientId === clientId || sender.clientId === null);
    if (isAlways && from) await setSenderRule(ctx, from, 'accept', clientId);
    await release(ctx, held, { kind: 'ticket', clientId, contactId: isTheirs ? sender.contactId : null });
    return { id };
  },
});

async function refuseInactive(ctx: Ctx, clientId: string | null): Promise<void> {
  if (!clientId) return;
  const client = await ctx.db.get(clients, clientId);
  if (client.isInactive)
    throw refused('client.inactive', `${client.name} is inactive. Activate the client before opening a ticket.`);
}

export const attachHeldAction = defineAction(attachHeld, {
  permission,
  run: async (ctx, { id, ticketId }) => {
    const held = await lockHeld(ctx, id);
    const ticket = await ctx.db.maybe(
      sql`select t.id from tickets t where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId} and ${ctx.visible('ticket.read', 't')}`,
    );
    if (!ticket) throw notFound(tickets.noun);
    await release(ctx, held, { kind: 'attach', ticketId });
    return { id };
  },
});

export const ignoreHeldAction = defineAction(ignoreHeld, {
  permission,
  run: async (ctx, { id, scope }) => {
    const { fromAddress: from, id: heldId } = await lockHeld(ctx, id);
    const domain = from && ownDomain(from);
    if (scope !== 'mail' && !from) throw invalid('This mail names no sender. Leave out this mail only.');
    if (scope === 'domain' && !domain)
      throw invalid('Addresses of this provider belong to many people. Leave out this sender only.');
    const pattern = scope === 'domain' ? domain : from;
    if (scope !== 'mail' && pattern) await setSenderRule(ctx, pattern, 'ignore');
    const gone = await ctx.db.rows(
      sql`update inbound_messages set state = 'ignored', reason = ${scope === 'mail' ? 'by-hand' : pattern}, updated_at = ${ctx.now()}
          where tenant_id = ${ctx.tenant} and state = 'held' and (id = ${heldId}
            or (${scope} = 'sender' and from_address = ${from}) or (${scope} = 'domain' and split_part(from_address, '@', 2) = ${domain}))
          returning id`,
    );
    touch(ctx);
    return { count: gone.length };
  },
});

export const assignHeldDomainAction = defineAction(assignHeldDomain, {
  permission,
  run: async (ctx, { domain, clientId: chosen, newClient }) => {
    if (!ownDomain(`x@${domain}`))
      throw invalid('Addresses of this provider belong to many people. Choose sender by sender.');
    const clientId = await ownerOf(ctx, chosen, newClient);
    await ctx.run(addDomainAction, { clientId, domain });
    const waiting = await ctx.db.rows<Held>(
      sql`select * from inbound_messages where tenant_id = ${ctx.tenant} and state = 'held' and reason = 'unknown-sender'
          and split_part(from_address, '@', 2) = ${domain} order by id limit 500 for update`,
    );
    for (const held of waiting) await release(ctx, held, { kind: 'ticket', clientId, contactId: null });
    touch(ctx);
    return { count: waiting.length, clientId };
  },
});

/** The client that gets a domain: the chosen one while it is active, or a new one of this name. */
async function ownerOf(ctx: Ctx, chosen: string | undefined, newClient: string | undefined): Promise<string> {
  if ((chosen === undefined) === (newClient === undefined))
    throw invalid('Say whose domain it is.', { clientId: 'Choose a client, or give the name of a new one.' });
  if (newClient !== undefined) return (await ctx.run(createClientAction, { name: newClient, domains: [] })).id;
  await refuseInactive(ctx, chosen ?? null);
  return chosen ?? '';
}

/** Mail of the sender is judged like everybody's again. */
export const removeSenderRuleAction = defineAction(removeSenderRule, {
  permission,
  run: async (ctx, { id }) => {
    await ctx.db.remove(mailSenderRules, id);
    ctx.touch('held_mail');
    return {};
  },
});
