import type { Ctx } from '@kelp/kernel';
import { sealPassword } from '@kelp/kernel';
import { randomToken } from '@kelp/platform/crypto';
import { AppError, forbidden, invalid } from '@kelp/std';
import { toldOf } from './event-catalogue';

/** A new secret as it is shown once, and as it is kept. */
export function newSecret(ctx: Ctx): { secret: string; sealed: string } {
  const secret = `whsec_${randomToken()}`;
  return { secret, sealed: sealPassword(ctx.tenant, secret) };
}

/** Who saves a webhook is who it hears for: only a person of the workspace can be that. */
export function ownerOf(ctx: Ctx): string {
  if (!ctx.actor.id || ctx.actor.userType !== 'internal') throw forbidden('webhook.update');
  if (ctx.actor.scopes)
    throw new AppError(
      'scope_too_narrow',
      403,
      'A key with scopes cannot save this, since it works with all rights of its owner. Use a key without scopes, or the page under Settings.',
    );
  return ctx.actor.id;
}

/**
 * The address as it is kept. Whether it may be reached is asked when something is sent, since names change.
 * @throws invalid for what is no plain https address; http is for this machine only, in tests.
 */
export function checkedAddress(text: string): string {
  const refuse = (sentence: string) => invalid(sentence, { url: sentence });
  if (!URL.canParse(text)) throw refuse('Give a whole address that begins with https://.');
  const url = new URL(text);
  if (url.username || url.password)
    throw refuse('Leave name and password out of the address: the signature says who sends.');
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isHere) throw refuse('Use an address that begins with https://.');
  url.hash = '';
  return url.href;
}

/** The chosen event types, each once. Throws invalid for those that do not exist or that the caller may not see. */
export function checkedEvents(ctx: Ctx, types: readonly string[]): string[] {
  const wrong = types.find((type) => {
    const told = ctx.events.has(type) ? toldOf(type) : undefined;
    return !told || !ctx.can(told.permission);
  });
  if (wrong !== undefined) {
    const sentence = `There is no event “${wrong}” that you may hear of. Choose events from the list.`;
    throw invalid(sentence, { events: sentence });
  }
  return [...new Set(types)].sort();
}
