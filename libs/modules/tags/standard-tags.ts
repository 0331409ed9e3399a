import { fillServerSlot, type Ctx } from '@kelp/kernel';
import { standardId, standardKind, type MadeRow } from '@kelp/standards';
import { entities } from './contract';
import { colorFor } from './domain/colors';
import { tagCreated, tagDeleted } from './events';
import { tagDefinitions } from './tables';

const names = ['vip', 'after-hours', 'needs-onsite', 'waiting-parts', 'recurring', 'security'];

async function remove(ctx: Ctx, ids: readonly string[]): Promise<void> {
  ctx.require('tag.delete');
  for (const id of ids) {
    await ctx.db.remove(tagDefinitions, id);
    ctx.emit(tagDeleted, id, { tagId: id, into: null });
  }
}

async function made(ctx: Ctx, rows: readonly MadeRow[]): Promise<void> {
  for (const { id, name } of rows) ctx.emit(tagCreated, id, { tagId: id, name });
}

/** The tags that many desks want, for every kind of record. */
export const standardTags = fillServerSlot(standardKind, async (_ctx, { kind }) =>
  kind === 'tag'
    ? {
        table: tagDefinitions,
        permission: 'tag.create',
        most: 1000,
        types: names.map((name) => ({ id: standardId('tag', name), name })),
        columnsOf: ({ name }) => ({ color: colorFor(name), entities: [...entities] }),
        topic: 'tag',
        ...{ made, remove },
      }
    : null,
);
