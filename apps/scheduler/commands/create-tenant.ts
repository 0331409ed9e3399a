import { createTenantWithOwner } from '@kelp/identity';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';

export const createTenantCommand: Command = {
  usage: 'tenant create <name> --owner <email>',
  about: 'A further workspace; --zone and --currency as needed. Prints the owner’s link to choose a password.',
  run: async (given) => {
    const { words, options } = readOptions(given, ['owner', 'owner-name', 'zone', 'currency']);
    const name = words.join(' ').trim();
    const owner = options.get('owner');
    if (!name || !owner)
      throw new Error('Give a name and an owner: kelp tenant create "Acme MSP" --owner jo@acme.example');
    await withHouse(async ({ house }) => {
      const workspace = { name, zone: options.get('zone') ?? 'UTC', currency: options.get('currency') ?? 'USD' };
      const { link } = await createTenantWithOwner(house, workspace, {
        name: options.get('owner-name') ?? owner,
        email: owner,
      });
      console.log(
        `The workspace "${name}" stands. By this link, which works once, ${owner} chooses a password:\n${link}`,
      );
    });
  },
};
