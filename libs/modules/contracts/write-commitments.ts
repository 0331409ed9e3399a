import { services } from '@kelp/catalog';
import type { Ctx } from '@kelp/kernel';
import { invalid, type LocalDate } from '@kelp/std';
import type { NewLine } from './contract';
import { contractLines } from './tables';
import { contractLineMembers } from './tables/members';

type Members = NonNullable<Extract<NewLine, { kind: 'fixed' }>['members']>;

/** Refuses a bundle of one, a service that stands in it twice, and weights for some members only. */
export function assertBundle(members: Members): void {
  if (members.length === 0) return;
  if (members.length === 1) {
    throw invalid('A bundle has at least two services. Add another one, or none at all.', { members: 'Only one.' });
  }
  if (new Set(members.map(({ serviceId }) => serviceId)).size < members.length) {
    throw invalid('A service stands twice in this bundle. Name each once.', { members: 'Named twice.' });
  }
  const weighted = members.filter(({ weight }) => weight !== null);
  if (weighted.length === 0 || weighted.length === members.length) return;
  throw invalid('Give every service of the bundle a weight, or none: then the prices of the catalogue decide.', {
    members: 'Some have no weight.',
  });
}

/** Writes the members of a bundle in their order. */
export async function insertMembers(ctx: Ctx, lineId: string, members: Members): Promise<void> {
  for (const [index, { serviceId, weight }] of members.entries()) {
    await ctx.db.get(services, serviceId);
    await ctx.db.insert(contractLineMembers, { lineId, serviceId, weight, position: index + 1 });
  }
}

/** A contract has one least amount at a time, or the second would top up what the first has topped up. */
export async function assertOneMinimum(ctx: Ctx, contract: { id: string }, from: LocalDate): Promise<void> {
  const others = await ctx.db.list(contractLines, { contractId: contract.id, kind: 'minimum' });
  const other = others.find(({ endsOn }) => endsOn === null || endsOn > from);
  if (!other) return;
  throw invalid(`${other.name} holds the least amount of this contract already. Change it, or end it first.`, {
    kind: 'One at a time.',
  });
}
