import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound, stale } from '@kelp/std';
import { updateTenant } from '../contract';
import { checkTenant } from '../domain/check-tenant';
import { recordChange } from '../record-change';
import type { Workspace } from '../read-tenant';

type Editable = Pick<Workspace, 'name' | 'zone' | 'currency' | 'locale'>;
const editable = ['name', 'zone', 'currency', 'locale'] as const;

/** Changes name, zone, currency or language of the own workspace. A stale write is refused with the names of the fields that differ. */
export const updateTenantAction = defineAction(updateTenant, {
  permission: 'system_settings.update',
  run: async (ctx, { version, ...patch }) => {
    checkTenant(patch);
    const before = await ctx.db.maybe<Workspace>(
      sql`select name, zone, currency, locale, is_demo, version from tenants where id = ${ctx.tenant} for update`,
    );
    if (!before) throw notFound('workspace');
    const changed = editable.filter((field) => patch[field] !== undefined && patch[field] !== before[field]);
    if (version !== undefined && version !== before.version) throw stale('workspace', changed);
    if (changed.length === 0) return before;
    const after: Editable = { ...before, ...Object.fromEntries(changed.map((field) => [field, patch[field]])) };
    const saved = await ctx.db.one<Workspace>(
      sql`update tenants set name = ${after.name}, zone = ${after.zone}, currency = ${after.currency}, locale = ${after.locale},
            version = version + 1, updated_at = ${ctx.now()} where id = ${ctx.tenant}
          returning name, zone, currency, locale, is_demo, version`,
    );
    const pick = (row: Editable) => Object.fromEntries(changed.map((field) => [field, row[field]]));
    await recordChange(ctx, {
      action: updateTenant.name,
      subject: 'tenants',
      subjectId: ctx.tenant,
      before: pick(before),
      after: pick(saved),
    });
    ctx.touch('tenant');
    return saved;
  },
});
