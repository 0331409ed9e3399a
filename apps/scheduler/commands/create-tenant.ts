import { createTenantWithOwner, resetLink } from '@kelp/identity';
import { loadConfig } from '@kelp/platform/config';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';

export const createTenantCommand: Command = {
  usage: 'tenant create <name> --owner <email>',
  about: 'A further workspace; --zone and --currency as needed. Prints the owner’s link to choose a password.',
  run: async (given) => {
    const { words, options } = readOptions(given, ['owner', 'owner-name', 'zone', 'currency']);
    const name = words.join(' ').trim();
    const owner = options.get('owner');
    if (!name || !owner) throw new Error('Give a name and an owner: kelp tenant create "Acme MSP" --owner jo@acme.example');
    await withHouse(async ({ house }) => {
      await createTenantWithOwner(house, {
        name,
        zone: options.get('zone') ?? 'UTC',
        currency: options.get('currency') ?? 'USD',
        owner: { name: options.get('owner-name') ?? owner, email: owner },
      });
      const link = await resetLink(house, owner, name);
      console.log(`The workspace "${name}" stands. ${owner} chooses a password here (once, within the hour): ${loadConfig().publicUrl.origin}${link}`);
    });
  },
};
