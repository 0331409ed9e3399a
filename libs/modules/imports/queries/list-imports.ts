import { abilitiesOf, defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listImportKinds, listImports, importKinds, importSystems, type ImportCard } from '../contract';
import { asDate, asInstant } from '../domain/date-readers';
import { kinds } from '../kinds';
import { packs } from '../packs';

/** The imports of the workspace, the newest first. */
export const listImportsQuery = defineQuery(listImports, {
  permission: 'import.run',
  run: async (ctx, { after, limit }) => {
    const [at = null, id = null] = readCursor(after, ['string', 'string']) ?? [];
    const found = await ctx.db.rows<ImportCard>(
      sql`select i.id, i.kind, i.system, i.mode, i.state, i.file_name, i.total, i.counts, u.name as by, i.created_at, i.finished_at
          from imports i join users u on u.tenant_id = i.tenant_id and u.id = i.user_id
          where i.tenant_id = ${ctx.tenant} and (${at}::timestamptz is null or (i.created_at, i.id) < (${at}::timestamptz, ${id}::uuid))
          order by i.created_at desc, i.id desc limit ${limit + 1}`,
    );
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const next = found.length > limit && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null;
    return { rows, next, upTo: await ctx.upTo(), abilities: abilitiesOf(ctx, ['import.run', 'import.undo']) };
  },
});

/** The kinds that the caller may import, with their fields, and the systems that are known. */
export const listImportKindsQuery = defineQuery(listImportKinds, {
  permission: 'import.run',
  run: async (ctx) => {
    const mine = importKinds.filter((key) => {
      const { create, update } = kinds[key].needs;
      return [create, update].some((permissions) => permissions.every((permission) => ctx.can(permission)));
    });
    return {
      kinds: mine.map((key) => ({
        key,
        label: kinds[key].label,
        hasDates: kinds[key].fields.some(({ read }) => read === asDate || read === asInstant),
        fields: kinds[key].fields.map((field) => ({
          key: field.key,
          label: field.label,
          hint: field.hint ?? null,
          isRequired: field.isRequired ?? false,
          choices: field.choices ? [...field.choices] : null,
        })),
      })),
      systems: importSystems.map((key) => ({
        key,
        label: packs[key].label,
        kinds: mine.filter((kind) => key === 'csv' || packs[key].headers[kind]),
      })),
    };
  },
});
