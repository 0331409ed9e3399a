import { contract, idOf, z } from '@kelp/kernel/contract';

export const listLocations = contract({
  name: 'client.locations',
  input: z.object({ clientId: idOf('client') }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        clientId: z.uuid(),
        name: z.string(),
        line1: z.string(),
        line2: z.string(),
        city: z.string(),
        region: z.string(),
        postalCode: z.string(),
        country: z.string(),
        isDefault: z.boolean(),
        isBilling: z.boolean(),
        isShipping: z.boolean(),
        version: z.number(),
      }),
    ),
  }),
});

/** The default one goes last. */
export const removeLocation = contract({
  name: 'client.remove_location',
  input: z.object({ id: idOf('location') }),
  output: z.object({}),
});
