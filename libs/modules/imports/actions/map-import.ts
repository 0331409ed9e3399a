import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { mapImport, type KindKey } from '../contract';
import { kinds } from '../kinds';
import type { Import } from '../run/stretch';
import { imports } from '../tables';
import { lockImport, requireKind } from './lock-import';

/** Changes which column fills which field, what stands in for empty cells, and what may be written. */
export const mapImportAction = defineAction(mapImport, {
  permission: 'import.run',
  run: async (ctx, { id, version, ...patch }) => {
    const job = await lockImport(ctx, id, 'mapping', 'checked');
    const kind = job.kind as KindKey;
    if (patch.mode) requireKind(ctx, kind, patch.mode);
    refuseUnknown(job, kind, patch);
    const saved = await ctx.db.update(imports, id, { ...patch, state: 'mapping' }, version);
    ctx.touch('import');
    return { id, version: saved.version };
  },
});

function refuseUnknown(
  { columns }: Import,
  kind: KindKey,
  {
    mapping = {},
    defaults = {},
  }: { mapping?: Record<string, number> | undefined; defaults?: Record<string, string> | undefined },
): void {
  const known = new Set(kinds[kind].fields.map(({ key }) => key));
  for (const key of [...Object.keys(mapping), ...Object.keys(defaults)])
    if (!known.has(key))
      throw invalid('There is no such field.', { [`mapping.${key}`]: `There is no field “${key}”.` });
  for (const [key, place] of Object.entries(mapping))
    if (place >= columns.length)
      throw invalid('There is no such column.', { [`mapping.${key}`]: 'Choose one of the columns.' });
}
