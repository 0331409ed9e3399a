import { mergedClients } from '@kelp/clients';
import { abilitiesOf, defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import { listCredits, type CreditRow } from '../contract';
import { today } from '../load/today';

interface FlatCredit extends Omit<CreditRow, 'client' | 'profile' | 'document' | 'uses' | 'services' | 'isExpired'> {
  clientId: string;
  clientName: string;
  profileId: string | null;
  profileName: string | null;
  documentId: string | null;
  documentNumber: string | null;
  services: { id: string; name: string }[] | null;
  uses: FlatUse[] | null;
}

interface FlatUse {
  id: string;
  kind: CreditRow['uses'][number]['kind'];
  invoiceId: string | null;
  number: string | null;
  amount: string;
  at: string;
  by: string;
  isReversed: boolean;
}

function toCredit(row: FlatCredit, on: string): CreditRow {
  const { clientId, clientName, profileId, profileName, documentId, documentNumber, services, uses, ...credit } = row;
  return {
    ...credit,
    client: { id: clientId, name: clientName },
    profile: profileId && profileName !== null ? { id: profileId, name: profileName } : null,
    document: documentId ? { id: documentId, number: documentNumber ?? '' } : null,
    services: services ?? [],
    isExpired: credit.expiresOn !== null && credit.expiresOn <= on,
    uses: (uses ?? []).map(({ id, kind, invoiceId, number, amount, at, by, isReversed }) => ({
      ...{ id, kind, by, isReversed },
      invoice: invoiceId ? { id: invoiceId, number: number ?? '' } : null,
      amount: BigInt(amount),
      at: new Date(at),
    })),
  };
}

const usesSql: Sql = sql`(select json_agg(json_build_object('id', u.id, 'kind', u.kind, 'invoiceId', u.invoice_id, 'number', i.number_text,
    'amount', u.amount::text, 'at', u.used_at, 'by', u.used_by,
    'isReversed', exists (select from credit_uses r where r.tenant_id = u.tenant_id and r.reversal_of = u.id)) order by u.id)
  from credit_uses u left join invoices i on i.tenant_id = u.tenant_id and i.id = u.invoice_id
  where u.tenant_id = l.tenant_id and u.lot_id = l.id and u.kind <> 'reversal')`;

function conditions(ctx: ReadCtx, filter: { clientId?: string | undefined; isOpen?: boolean | undefined }): Sql {
  const parts = [sql`l.tenant_id = ${ctx.tenant}`];
  if (filter.clientId) parts.push(sql`l.client_id in ${mergedClients(ctx, filter.clientId)}`);
  if (filter.isOpen) parts.push(sql`l.amount > x.used`);
  if (filter.isOpen === false) parts.push(sql`l.amount = x.used`);
  return and(parts);
}

const usedSql: Sql = sql`cross join lateral (select coalesce(sum(amount), 0)::bigint as used from credit_uses
  where tenant_id = l.tenant_id and lot_id = l.id) x`;

/** Credit of clients, the latest first, with what is left and what it was used for, and the sums by currency. */
export const listCreditsQuery = defineQuery(listCredits, {
  permission: 'credit.read',
  run: async (ctx, { clientId, isOpen, after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const where = conditions(ctx, { clientId, isOpen });
    const rows = await ctx.db.rows<FlatCredit>(
      sql`select l.id, l.client_id, c.name as client_name, p.id as profile_id, p.name as profile_name, l.currency, l.amount,
            (l.amount - x.used)::bigint as remaining, l.source, d.id as document_id, d.number_text as document_number, l.reason, l.expires_on,
            l.granted_at, l.granted_by,
            (select y.provider from payments y where y.tenant_id = l.tenant_id and y.id = l.payment_id and y.provider = 'stripe') as provider,
            (select json_agg(json_build_object('id', s.id, 'name', s.name) order by s.name) from services s
              where s.tenant_id = l.tenant_id and l.service_ids ? s.id::text) as services,
            ${usesSql} as uses
          from credit_lots l join clients c on c.tenant_id = l.tenant_id and c.id = l.client_id ${usedSql}
          left join billing_profiles p on p.tenant_id = l.tenant_id and p.id = l.billing_profile_id
          left join invoices d on d.tenant_id = l.tenant_id and l.source = 'credit_note' and d.id = l.source_id
          where ${where} ${cursor ? sql`and l.id < ${cursor[0]}::uuid` : sql``} order by l.id desc limit ${limit + 1}`,
    );
    const balances = await ctx.db.rows<{ currency: string; remaining: bigint }>(
      sql`select l.currency, sum(l.amount - x.used)::bigint as remaining from credit_lots l ${usedSql}
          where ${conditions(ctx, { clientId })} group by l.currency having sum(l.amount - x.used) <> 0 order by l.currency`,
    );
    const on = await today(ctx);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => toCredit(row, on)),
      next: rows.length > limit && last ? writeCursor([last.id]) : null,
      upTo: await ctx.upTo(),
      balances,
      abilities: abilitiesOf(ctx, ['credit.create', 'credit.apply', 'credit.transfer', 'credit.refund']),
    };
  },
});
