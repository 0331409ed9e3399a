import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listDiscounts, type DiscountCard } from '../contract';
import { discountSentence } from '../domain/discount-sentence';
import { contracts } from '../tables';

type Flat = Omit<DiscountCard, 'target' | 'sentence'> & { kind: DiscountCard['target']['kind']; targetName: string };

/** The discounts that touch a contract, the latest first, each with its sentence and what invoices have used of it. */
export const listDiscountsQuery = defineQuery(listDiscounts, {
  permission: 'discount.read',
  run: async (ctx, { contractId }) => {
    const { clientId } = await ctx.db.get(contracts, contractId);
    const rows = await ctx.db.rows<Flat>(
      sql`select d.id, d.name, d.level, d.percent, d.amount, d.cap, d.currency, d.repeats, d.is_third_party_funded, d.valid_from, d.valid_to, d.version,
            case when d.line_id is not null then 'line' when d.contract_id is not null then 'contract' else 'client' end as kind,
            coalesce(l.name, k.name, c.name, '') as target_name,
            coalesce((select sum(u.amount) from discount_uses u where u.tenant_id = d.tenant_id and u.discount_id = d.id), 0)::bigint as used
          from discounts d
          left join contract_lines l on l.tenant_id = d.tenant_id and l.id = d.line_id
          left join contracts k on k.tenant_id = d.tenant_id and k.id = d.contract_id
          left join clients c on c.tenant_id = d.tenant_id and c.id = d.client_id
          where d.tenant_id = ${ctx.tenant} and d.code is null
            and (d.contract_id = ${contractId} or l.contract_id = ${contractId} or d.client_id = ${clientId})
          order by d.valid_from desc, d.id desc`,
    );
    return {
      rows: rows.map(({ kind, targetName, ...row }) => {
        const card = { ...row, target: { kind, name: targetName } };
        return { ...card, sentence: discountSentence(card, ctx.locale) };
      }),
      abilities: abilitiesOf(ctx, ['discount.create', 'discount.update']),
    };
  },
});
