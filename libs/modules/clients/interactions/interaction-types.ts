import { abilitiesOf, defineAction, defineQuery, fillServerSlot, type Ctx } from '@kelp/kernel';
import { standardId, standardKind } from '@kelp/standards';
import { invalid, notFound, refused } from '@kelp/std';
import {
  createInteractionType,
  interactionIcons,
  listInteractionTypes,
  removeInteractionType,
  reorderInteractionTypes,
  updateInteractionType,
  type InteractionIcon,
} from '../contract';
import { interactionTypes } from '../interaction-tables';

/** The types that come with Kelp. */
export const shippedInteractionTypes = [
  { systemKey: 'call', name: 'Call', icon: 'phone' },
  { systemKey: 'email', name: 'E-mail', icon: 'mail' },
  { systemKey: 'meeting', name: 'Meeting', icon: 'users' },
  { systemKey: 'online_meeting', name: 'Online meeting', icon: 'video' },
  { systemKey: 'site_visit', name: 'Site visit', icon: 'map-pin' },
  { systemKey: 'note', name: 'Note', icon: 'note' },
  { systemKey: 'general', name: 'General', icon: 'message' },
] as const;

const typeOf = <T extends { name: string; icon: InteractionIcon }>(key: string, type: T) => ({
  ...type,
  id: standardId('interaction type', key),
});

const shipped = shippedInteractionTypes.map((type) => typeOf(type.systemKey, type));

/** Types that no workspace starts with, for those who want them. */
const libraryTypes = (
  [
    ['Business review', 'briefcase'],
    ['Training', 'users'],
    ['Remote session', 'video'],
    ['Sales call', 'phone'],
  ] as const
).map(([name, icon]) => typeOf(name, { name, icon }));

/** The interaction types take standard types. */
export const standardInteractionTypes = fillServerSlot(standardKind, async (_ctx, { kind }) =>
  kind === 'interaction_type'
    ? {
        table: interactionTypes,
        permission: 'interaction_type.manage',
        most: 100,
        types: [...shipped, ...libraryTypes].map(({ id, name }) => ({ id, name })),
        columnsOf: ({ id }) => ({
          icon: [...shipped, ...libraryTypes].find((type) => type.id === id)?.icon ?? 'message',
        }),
        topic: 'interaction',
      }
    : null,
);

/** A sign that the program can draw; another one becomes the plain one. */
export const iconOf = (text: string): InteractionIcon => interactionIcons.find((icon) => icon === text) ?? 'message';

/** Gives a new workspace the shipped types. */
export async function shipInteractionTypes(ctx: Ctx): Promise<void> {
  await ctx.db.insertMany(
    interactionTypes,
    shipped.map(({ id: sourceStandardId, ...type }, position) => ({ ...type, position, sourceStandardId })),
  );
}

/** The types on offer, in their order. */
export const listInteractionTypesQuery = defineQuery(listInteractionTypes, {
  permission: 'interaction.read',
  run: async (ctx) => {
    const rows = await ctx.db.list(interactionTypes, { removedAt: null }, { orderBy: 'position' });
    return {
      rows: rows.map(({ id, name, icon, systemKey, version }) => ({
        id,
        name,
        icon: iconOf(icon),
        isSystem: systemKey !== null,
        version,
      })),
      abilities: abilitiesOf(ctx, ['interaction_type.manage', 'interaction.create', 'standard_type.import']),
    };
  },
});

export const createInteractionTypeAction = defineAction(createInteractionType, {
  permission: 'interaction_type.manage',
  run: async (ctx, { name, icon }) => {
    const all = await ctx.db.list(interactionTypes, { removedAt: null }, { orderBy: 'id', lock: true });
    if (all.length >= 100) throw refused('interaction_type.too_many', 'At most 100 types. Remove one first.');
    const position = Math.max(-1, ...all.map((one) => one.position)) + 1;
    const { id } = await ctx.db.insert(interactionTypes, { name, icon, position });
    ctx.touch('interaction');
    return { id };
  },
});

/** Another name or sign. A shipped type may be renamed too. */
export const updateInteractionTypeAction = defineAction(updateInteractionType, {
  permission: 'interaction_type.manage',
  run: async (ctx, { id, version: expected, ...patch }) => {
    const { removedAt } = await ctx.db.lock(interactionTypes, id);
    if (removedAt) throw notFound('interaction type');
    const { version } = await ctx.db.update(interactionTypes, id, patch, expected);
    ctx.touch('interaction');
    return { id, version };
  },
});

export const reorderInteractionTypesAction = defineAction(reorderInteractionTypes, {
  permission: 'interaction_type.manage',
  run: async (ctx, { ids }) => {
    const all = await ctx.db.list(interactionTypes, { removedAt: null }, { orderBy: 'id', lock: true });
    const known = new Set(all.map(({ id }) => id));
    if (ids.some((id) => !known.has(id))) throw notFound('interaction type');
    if (new Set(ids).size !== known.size)
      throw invalid('The types have changed meanwhile. Reload, then order them again.', {
        ids: 'Name each type once.',
      });
    for (const [position, id] of ids.entries()) await ctx.db.update(interactionTypes, id, { position });
    ctx.touch('interaction');
    return {};
  },
});

/** Takes a workspace's own type off the list; what was logged with it keeps it. */
export const removeInteractionTypeAction = defineAction(removeInteractionType, {
  permission: 'interaction_type.manage',
  run: async (ctx, { id }) => {
    const type = await ctx.db.lock(interactionTypes, id);
    if (type.systemKey)
      throw refused('interaction_type.shipped', `${type.name} comes with Kelp and stays. You can rename it.`);
    if (!type.removedAt) await ctx.db.update(interactionTypes, id, { removedAt: ctx.now() });
    ctx.touch('interaction');
    return {};
  },
});
