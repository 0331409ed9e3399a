import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Setting } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listSettingChanges } from '../contract';

interface Stored {
  key: string;
  value: unknown;
  changedAt: Date;
  changedBy: string | null;
}

/** A setting that was saved as it was shipped is no change, nor is what the program notes of where something stands. */
const isChanged = (setting: Setting, value: unknown): boolean =>
  !setting.isProgress && !isDeepStrictEqual(setting.schema.parse(value), setting.schema.parse(setting.initial));

/** Every changed setting of the workspace, with who changed it last; colour and logo of the branding count as one. */
export const listSettingChangesQuery = defineQuery(listSettingChanges, {
  permission: 'system_settings.read',
  run: async (ctx) => {
    const stored = await ctx.db.rows<Stored>(
      sql`select s.key, s.value, s.updated_at as changed_at, u.name as changed_by
          from tenant_settings s left join users u on u.tenant_id = s.tenant_id and u.id = s.updated_by
          where s.tenant_id = ${ctx.tenant}
          union all
          select 'branding', null, b.updated_at, last.actor_name
          from brandings b left join lateral (select a.actor_name from audit_log a
            where a.tenant_id = b.tenant_id and a.subject = 'brandings' and a.subject_id = b.id order by a.id desc limit 1) last on true
          where b.tenant_id = ${ctx.tenant} and (b.colour is not null or b.logo_id is not null)
          order by key`,
    );
    return {
      rows: stored.flatMap(({ key, value, changedAt, changedBy }) => {
        if (key === 'branding') return [{ key, label: 'Colour and logo', changedAt, changedBy }];
        const setting = ctx.settings.get(key);
        return setting && isChanged(setting, value) ? [{ key, label: setting.label, changedAt, changedBy }] : [];
      }),
    };
  },
});
