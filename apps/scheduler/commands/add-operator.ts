import { addOperator } from '@kelp/identity';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';

export const addOperatorCommand: Command = {
  usage: 'operator add <email>',
  about: 'Lets a member of staff see queues, events and caught mail; --workspace <name> when in several.',
  run: async (given) => {
    const { words, options } = readOptions(given, ['workspace']);
    const email = words[0];
    if (!email) throw new Error('Whom? kelp operator add jo@acme.example');
    await withHouse(async ({ house }) => {
      await addOperator(house, email, options.get('workspace'));
      console.log(`${email} is an operator of this installation now.`);
    });
  },
};
