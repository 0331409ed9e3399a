import { contract, idOf, instant, lineOfText, pageOf, z } from '@kelp/kernel/contract';

const side = z.enum(['msp', 'client']);
const permissionNames = z.array(z.string().max(100)).max(1000);
const done = z.object({ id: z.uuid() });

export const roleCard = z.object({
  id: z.uuid(),
  name: z.string(),
  side,
  /** Ships with the product: it keeps its name and stays. */
  isShipped: z.boolean(),
  /** Holds every permission of its side, also those to come: Owner and Admin. */
  holdsEverything: z.boolean(),
  followsDefault: z.boolean(),
  /** From then on its people must have a second factor; null: they need not. */
  secondFactorFrom: instant.nullable(),
  /** Active people who hold it. */
  people: z.number(),
  version: z.number(),
  /** What the role allows, each with a label for people, in the order of the product's rooms. */
  permissions: z.array(z.object({ name: z.string(), label: z.string() })),
});

/** All on one page: a workspace has few. */
export const listRoles = contract({
  name: 'role.list',
  input: z.object({ side: side.optional() }),
  output: pageOf(roleCard),
});

/** Every permission that a role may give, in the order of the product's rooms. */
export const permissionCatalogue = contract({
  name: 'role.catalogue',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        side,
        /** The caller may put it into a role: nobody gives what they do not hold. */
        mayGive: z.boolean(),
      }),
    ),
  }),
});

/** A staff role of the workspace's own. */
export const createRole = contract({
  name: 'role.create',
  input: z.object({
    name: lineOfText(60),
    permissions: permissionNames,
    /** The role that it was copied from: whether its people must have a second factor comes along. */
    copyOf: idOf('role').nullish(),
  }),
  output: done,
});

export const updateRole = contract({
  name: 'role.update',
  input: z.object({
    id: idOf('role'),
    version: z.number().int().optional(),
    name: lineOfText(60).optional(),
    /** The whole set when given. */
    permissions: permissionNames.optional(),
    /** Back to what the product ships for this role, also in releases to come. */
    followsDefault: z.literal(true).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteRole = contract({
  name: 'role.delete',
  input: z.object({
    id: idOf('role'),
    /** What its people get instead; without it a role in use is not deleted. */
    replacementId: idOf('role').nullish(),
  }),
  output: done,
});
