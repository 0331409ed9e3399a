import { defineQuery } from '@kelp/kernel';
import { previewStandards, type StandardCard } from '../contract';
import { freeName, levelOf, meets } from '../domain/plan-import';
import { readList } from '../read-list';
import { kindFor } from '../slots';
import { standardImports } from '../tables';

const shownImports = 5;

/** The library of a list beside what is in it: what is new, what is there, whose name or place is taken; and the imports to take back. */
export const previewStandardsQuery = defineQuery(previewStandards, {
  permission: 'standard_type.import',
  run: async (ctx, { kind: name, placeId }) => {
    const kind = await kindFor(ctx, name);
    if (kind.place && placeId) await ctx.db.get(kind.place.table, placeId);
    const list = await readList(ctx, kind, placeId);
    const where = { kind: name, placeId: kind.place ? (placeId ?? null) : null, undoneAt: null };
    const newest = { orderBy: 'createdAt', direction: 'desc', limit: shownImports } as const;
    const imports = await ctx.db.list(standardImports, where, newest);
    const isOrdered = 'position' in kind.table.columns;
    const types = kind.types.map((type): StandardCard => {
      const level = levelOf(type, kind.types, list);
      const { state, entry } = meets(type, list, level);
      const beside = kind.types.filter((one) => one.parentId === type.parentId && one.pack === type.pack);
      const place = beside.indexOf(type);
      return {
        ...{ id: type.id, name: type.name, state },
        ...{ parentId: type.parentId ?? null, pack: type.pack ?? null, color: type.color ?? null },
        existing: entry?.name ?? null,
        freeName: state === 'clash' ? freeName(type.name, level) : null,
        place: isOrdered ? place + 1 : null,
        placeTakenBy: isOrdered ? (level[place]?.name ?? null) : null,
      };
    });
    return {
      types,
      nextPlace: isOrdered ? list.filter(({ parentId }) => parentId === null).length + 1 : null,
      imports: imports.map(({ id, createdAt, importedBy, rows }) => ({
        ...{ id, at: createdAt, by: importedBy },
        names: rows.filter(({ isNew }) => isNew).map((row) => row.name),
      })),
    };
  },
});
