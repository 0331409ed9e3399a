import type { Ctx } from '@kelp/kernel';

/** Ids of one tenant's records by noun, as `idOf(noun)` names them: `{ client: '…', ticket: '…' }`. */
export type Ids = Readonly<Record<string, string>>;

/**
 * What a module gives the generated tests (isolation, hostile input, role × action). `make` creates one record of each of its nouns, given those
 * of the rooms below; `inputs` holds, for every action and query of the module, a valid input made of such ids.
 */
export interface Samples {
  make(ctx: Ctx, ids: Ids): Promise<Record<string, string>>;
  readonly inputs: Readonly<Record<string, (ids: Ids) => unknown>>;
}
