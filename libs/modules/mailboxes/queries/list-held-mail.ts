import { abilitiesOf, defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listHeldMail, type HeldRow } from '../contract';
import { ownDomain } from '../domain/shared-domains';
import type { MailAuthentication } from '../tables';

interface FlatHeld {
  id: string;
  mailboxId: string;
  mailboxName: string;
  fromAddress: string | null;
  fromName: string;
  envelopeFrom: string;
  subject: string | null;
  preview: string;
  files: number;
  receivedAt: Date;
  reason: string | null;
  authentication: MailAuthentication | null;
  contactId: string | null;
  contactName: string | null;
  clientId: string | null;
  clientName: string | null;
}

/** Tickets of strangers are remembered for so long. */
const rememberedMs = 30 * 24 * 3_600_000;

/** The mail that waits for a person, the oldest first, with the domains that write more than once. */
export const listHeldMailQuery = defineQuery(listHeldMail, {
  permission: 'held_mail.read',
  run: async (ctx, { after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const since = new Date((await ctx.time()).getTime() - rememberedMs);
    const [rows, { count }, domains] = await Promise.all([
      ctx.db.rows<FlatHeld>(
        sql`select i.id, i.mailbox_id, m.name as mailbox_name, i.from_address, i.from_name, i.envelope_from, i.subject, i.preview, i.files,
              i.received_at, i.reason, i.authentication, k.id as contact_id, k.full_name as contact_name, c.id as client_id, c.name as client_name
            from inbound_messages i join mailboxes m on m.tenant_id = i.tenant_id and m.id = i.mailbox_id
            left join contacts k on k.tenant_id = i.tenant_id and k.email = i.from_address and not k.is_inactive
            left join client_email_domains d on d.tenant_id = i.tenant_id and d.domain = split_part(i.from_address, '@', 2)
            left join clients c on c.tenant_id = i.tenant_id and c.id = coalesce(k.client_id, d.client_id)
            where i.tenant_id = ${ctx.tenant} and i.state = 'held' ${cursor ? sql`and i.id > ${cursor[0]}::uuid` : sql``}
            order by i.id limit ${limit + 1}`,
      ),
      ctx.db.one<{ count: bigint }>(
        sql`select count(*) as count from inbound_messages where tenant_id = ${ctx.tenant} and state = 'held'`,
      ),
      ctx.db.rows<{ domain: string; count: bigint }>(
        sql`select x.domain, count(*) as count from (
              select split_part(i.from_address, '@', 2) as domain from inbound_messages i
              where i.tenant_id = ${ctx.tenant} and i.from_address is not null and ((i.state = 'held' and i.reason = 'unknown-sender')
                or (i.state = 'done' and i.received_at > ${since} and exists (select from tickets t
                  where t.tenant_id = i.tenant_id and t.id = i.ticket_id and t.client_id is null and t.contact_id is null)))) x
            where not exists (select from client_email_domains d where d.tenant_id = ${ctx.tenant} and d.domain = x.domain)
              and not exists (select from mail_sender_rules r where r.tenant_id = ${ctx.tenant} and r.pattern = x.domain)
            group by 1 having count(*) > 1 order by 2 desc, 1 limit 20`,
      ),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map(toHeldRow),
      next: rows.length > limit && last ? writeCursor([last.id]) : null,
      count: Number(count),
      suggestions: domains
        .filter(({ domain }) => ownDomain(domain) !== null)
        .map(({ domain, count: mails }) => ({ domain, count: Number(mails) })),
      abilities: abilitiesOf(ctx, ['held_mail.review', 'contact.create', 'client.update', 'client.create']),
    };
  },
});

function toHeldRow(row: FlatHeld): HeldRow {
  const { id, fromName, subject, preview, files, receivedAt, authentication } = row;
  return {
    ...{ id, fromName, subject, preview, files, receivedAt },
    mailbox: { id: row.mailboxId, name: row.mailboxName },
    from: row.fromAddress ?? row.envelopeFrom,
    domain: row.fromAddress && ownDomain(row.fromAddress),
    reason: row.reason ?? '',
    check: authentication && { dmarc: authentication.dmarc, detail: authentication.detail },
    contact: row.contactId && row.contactName !== null ? { id: row.contactId, name: row.contactName } : null,
    client: row.clientId && row.clientName !== null ? { id: row.clientId, name: row.clientName } : null,
  };
}
