import { inUnit, systemActor, type Ctx, type House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { checkTenant } from './domain/check-tenant';
import { recordChange } from './record-change';

export interface NewTenant {
  name: string;
  /** IANA zone, such as America/Chicago. */
  zone: string;
  /** ISO 4217 code, such as USD. */
  currency: string;
  locale?: string;
  isDemo?: boolean;
}

/**
 * Creates a workspace in one transaction under its new id: the row, then every module's reference data (`onTenantCreated`, lower
 * rooms first), then `andThen`, such as its first owner. Nothing stays when any part fails. Returns the new tenant's id; throws
 * invalid for an unknown zone or currency.
 */
export async function createTenant(
  house: House,
  details: NewTenant,
  andThen: (ctx: Ctx) => Promise<void> = async () => undefined,
): Promise<string> {
  checkTenant(details);
  const tenant = newId();
  const { name, zone, currency, locale = 'en', isDemo = false } = details;
  const caller = { tenant, actor: systemActor('set-up'), door: 'operator' as const, requestId: newId(), locale };
  await inUnit(house, caller, 'tenant.create', async (ctx) => {
    await ctx.db.rows(
      sql`insert into tenants (id, name, zone, currency, locale, is_demo, created_at, updated_at)
          values (${tenant}, ${name}, ${zone}, ${currency}, ${locale}, ${isDemo}, ${ctx.now()}, ${ctx.now()})`,
    );
    const after = { name, zone, currency, locale, isDemo };
    await recordChange(ctx, { action: 'tenant.create', subject: 'tenants', subjectId: tenant, before: null, after });
    for (const module of house.registry.modules) await module.onTenantCreated?.(ctx);
    await andThen(ctx);
  });
  return tenant;
}
