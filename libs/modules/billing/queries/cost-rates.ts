import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { listCostRates, type CostRateCard } from '../contract';
import { today } from '../load/today';

interface Flat extends Omit<CostRateCard, 'target' | 'isCurrent'> {
  userId: string | null;
  role: string | null;
  person: string | null;
}

function toCard({ userId, role, person, ...rate }: Flat, on: string): CostRateCard {
  const kind = userId ? 'person' : role === null ? 'default' : 'role';
  const isCurrent = rate.validFrom <= on && (rate.validTo === null || rate.validTo > on);
  return { ...rate, target: { kind, id: userId, name: person ?? role ?? '' }, isCurrent };
}

export const listCostRatesQuery = defineQuery(listCostRates, {
  permission: 'billing.view_cost',
  run: async (ctx) => {
    const [{ currency }, on, rates, people, roles] = await Promise.all([
      readTenant(ctx),
      today(ctx),
      ctx.db.rows<Flat>(
        sql`select r.id, r.user_id, r.role, u.name as person, r.currency, r.cost, r.valid_from, r.valid_to from cost_rates r
            left join users u on u.tenant_id = r.tenant_id and u.id = r.user_id where r.tenant_id = ${ctx.tenant}
            order by r.user_id is not null, r.role is not null, lower(coalesce(u.name, r.role, '')), r.user_id, r.currency, r.valid_from desc`,
      ),
      ctx.db.rows<{ id: string; name: string }>(
        sql`select id, name from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active order by lower(name), id`,
      ),
      ctx.db.rows<{ name: string }>(
        sql`select name from roles where tenant_id = ${ctx.tenant} and msp order by lower(name)`,
      ),
    ]);
    return {
      currency,
      rows: rates.map((rate) => toCard(rate, on)),
      people,
      roles: roles.map(({ name }) => name),
      abilities: abilitiesOf(ctx, ['billing.set_cost']),
    };
  },
});
