import { resetLink } from '@kelp/identity';
import { loadConfig } from '@kelp/platform/config';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';

export const resetLinkCommand: Command = {
  usage: 'user reset-link <email>',
  about: 'Prints a single-use link by which this person chooses a new password; --workspace <name> when in several.',
  run: async (given) => {
    const { words, options } = readOptions(given, ['workspace']);
    const email = words[0];
    if (!email) throw new Error('Whose? kelp user reset-link jo@acme.example');
    await withHouse(async ({ house }) => {
      const link = await resetLink(house, email, options.get('workspace'));
      console.log(`${loadConfig().publicUrl.origin}${link}`);
    });
  },
};
