import { domainOf } from '@kelp/clients';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { mailSenderRules } from './tables';

/** What a person decided about mail of this address; a rule for the address wins over one for its domain. */
export async function senderRuleFor(ctx: ReadCtx, address: string) {
  const rules = await ctx.db.list(mailSenderRules, { pattern: [address, domainOf(address)] });
  return rules.find(({ pattern }) => pattern === address) ?? rules[0];
}

/** Sets the rule of a sender; a later decision takes the place of a former one. */
export async function setSenderRule(
  ctx: Ctx,
  pattern: string,
  action: 'ignore' | 'accept',
  clientId: string | null = null,
): Promise<void> {
  const known = await ctx.db.find(mailSenderRules, { pattern });
  if (known) await ctx.db.update(mailSenderRules, known.id, { action, clientId });
  else await ctx.db.insert(mailSenderRules, { pattern, action, clientId });
  ctx.touch('held_mail');
}
