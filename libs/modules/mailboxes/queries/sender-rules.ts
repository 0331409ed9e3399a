import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { heldMailSource, listSenderRules, type SenderRuleRow } from '../contract';
import { inboundMessages } from '../tables';

type FlatRule = Omit<SenderRuleRow, 'client'> & { clientId: string | null; clientName: string | null };

/** What was decided about senders, by name. */
export const listSenderRulesQuery = defineQuery(listSenderRules, {
  permission: 'held_mail.read',
  run: async (ctx) => {
    const rows = await ctx.db.rows<FlatRule>(
      sql`select r.id, r.pattern, r.action, r.created_at, c.id as client_id, c.name as client_name from mail_sender_rules r
          left join clients c on c.tenant_id = r.tenant_id and c.id = r.client_id
          where r.tenant_id = ${ctx.tenant} order by r.pattern limit 1000`,
    );
    return {
      rows: rows.map(({ clientId: id, clientName: name, ...row }) => ({
        ...row,
        client: id && name ? { id, name } : null,
      })),
    };
  },
});

/** The mail as it came; always a download, never shown by the browser. */
export const heldMailSourceQuery = defineQuery(heldMailSource, {
  permission: 'held_mail.read',
  run: async (ctx, { id }) => {
    const { storageKey, size } = await ctx.db.get(inboundMessages, id);
    return { filename: `mail-${id.slice(-6)}.eml`, contentType: 'message/rfc822', size: Number(size), storageKey };
  },
});
