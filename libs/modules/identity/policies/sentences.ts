import type { Narrowing, NarrowingRule, ReadCtx } from '@kelp/kernel';
import type { PolicyRevision } from '../contract';

type Named = PolicyRevision['rules'][number]['named'];

/** The way of a rule; undefined for one that this program does not know (any more). */
export const wayOf = (narrowings: readonly Narrowing[], { noun, way }: Pick<NarrowingRule, 'noun' | 'way'>) =>
  narrowings.find((one) => one.noun === noun && one.ways[way])?.ways[way];

/** "Only tickets on the chosen boards: Support, Projects" */
export function sentenceOf(ctx: Pick<ReadCtx, 'narrowings'>, rule: NarrowingRule, named: Named = []): string {
  const way = wayOf(ctx.narrowings, rule);
  if (!way) return `Nothing: this version of Kelp does not know the rule “${rule.noun}.${rule.way}”`;
  const names = named.map(({ name }) => name).join(', ');
  const unseen = rule.ids.length - named.length;
  const more = unseen > 0 && named.length > 0 ? ` and ${unseen} more` : '';
  return `Only ${way.label}${names ? `: ${names}${more}` : ''}`;
}

export const costSentence = 'No costs and margins';

/** The records that rules name, by id, as far as the reader sees them: one statement a noun. */
export async function namesOfRules(ctx: ReadCtx, rules: readonly NarrowingRule[]): Promise<Map<string, string>> {
  const byNoun = new Map<string, string[]>();
  for (const rule of rules) {
    const noun = wayOf(ctx.narrowings, rule)?.names;
    if (noun) byNoun.set(noun, [...(byNoun.get(noun) ?? []), ...rule.ids]);
  }
  const found = await Promise.all(
    [...byNoun].map(([noun, ids]) => ctx.narrowings.find((one) => one.noun === noun && one.find)?.find?.(ctx, { ids })),
  );
  return new Map(found.flatMap((rows) => rows ?? []).map(({ id, name }) => [id, name]));
}
