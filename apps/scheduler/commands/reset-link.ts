import { resetLinks } from '@kelp/identity';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';

export const resetLinkCommand: Command = {
  usage: 'user reset-link <email>',
  about: 'Prints single-use links by which this person chooses a new password, one for each workspace and door.',
  run: async (given) => {
    const email = readOptions(given, []).words[0];
    if (!email) throw new Error('Whose? kelp user reset-link jo@acme.example');
    await withHouse(async ({ house }) => {
      const links = await resetLinks(house, email);
      if (links.length === 0) throw new Error(`Nobody signs in as ${email}. Look for another spelling.`);
      for (const { workspace, portal, link } of links)
        console.log(`${workspace} (${portal === 'msp' ? 'staff' : 'client portal'}): ${link}`);
    });
  },
};
