import { parseInput, sentenceFor, z, type Contract } from '@kelp/kernel';

/** What a row gives as the input of an action, checked by the action's own contract. Throws invalid with a sentence for each field. */
export const decoded = <C extends Contract>(contract: C, input: unknown): z.output<C['input']> =>
  parseInput(() => z.decode(contract.input, input as never, { error: sentenceFor }) as z.output<C['input']>);
