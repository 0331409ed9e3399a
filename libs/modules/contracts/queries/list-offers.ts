import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy, localDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { listOffers, type OfferCard } from '../contract';

type FlatOffer = Omit<OfferCard, 'redemptions' | 'state'>;
interface FlatRedemption {
  id: string;
  offerId: string;
  kind: 'client' | 'contract' | 'line';
  name: string;
  clientId: string | null;
  contractId: string | null;
  validFrom: string;
  invoices: number;
  used: bigint;
  currency: string | null;
}

function stateOf({ validFrom, validTo, maxRedemptions }: FlatOffer, redeemed: number, on: string): OfferCard['state'] {
  if (validTo !== null && validTo <= on) return 'ended';
  if (maxRedemptions !== null && redeemed >= maxRedemptions) return 'taken';
  return validFrom > on ? 'planned' : 'running';
}

/** Offers with their redemptions, in two queries. */
export const listOffersQuery = defineQuery(listOffers, {
  permission: 'discount.read',
  run: async (ctx) => {
    const [offers, redemptions, { currency, zone }, now] = await Promise.all([
      ctx.db.rows<FlatOffer>(
        sql`select id, code, name, level, percent, amount, cap, currency, repeats, is_third_party_funded, valid_from, valid_to, max_redemptions, version
            from discounts where tenant_id = ${ctx.tenant} and code is not null order by id desc`,
      ),
      ctx.db.rows<FlatRedemption>(
        sql`select d.id, d.offer_id, case when d.line_id is not null then 'line' when d.contract_id is not null then 'contract' else 'client' end as kind,
              concat_ws(', ', c.name, coalesce(k.name, lk.name), l.name) as name, c.id as client_id, coalesce(k.id, lk.id) as contract_id, d.valid_from,
              u.invoices, u.used, coalesce(d.currency, k.currency, lk.currency) as currency
            from discounts d left join contract_lines l on l.tenant_id = d.tenant_id and l.id = d.line_id
            left join contracts lk on lk.tenant_id = l.tenant_id and lk.id = l.contract_id
            left join contracts k on k.tenant_id = d.tenant_id and k.id = d.contract_id
            left join clients c on c.tenant_id = d.tenant_id and c.id = coalesce(d.client_id, k.client_id, lk.client_id)
            cross join lateral (select count(*)::int as invoices, coalesce(sum(x.amount), 0)::bigint as used from discount_uses x
              where x.tenant_id = d.tenant_id and x.discount_id = d.id) u
            where d.tenant_id = ${ctx.tenant} and d.offer_id is not null order by d.id desc`,
      ),
      readTenant(ctx),
      ctx.time(),
    ]);
    const of = groupBy(redemptions, ({ offerId }) => offerId);
    const on = localDate(now, zone);
    return {
      rows: offers.map((offer) => {
        const own = of.get(offer.id) ?? [];
        return {
          ...offer,
          state: stateOf(offer, own.length, on),
          redemptions: own.map(({ offerId: _offer, kind, name, ...row }) => ({ ...row, target: { kind, name } })),
        };
      }),
      currency,
      today: on,
      abilities: abilitiesOf(ctx, ['discount.create', 'discount.update']),
    };
  },
});
