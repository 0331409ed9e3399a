import type { ReadCtx } from '@kelp/kernel';
import { readRules } from './addressees';
import type { NotificationPreference } from './contract';
import { audienceOf, subtypeNames, subtypes } from './domain/subtypes';
import { waysOf } from './domain/ways';
import { ownAudience } from './own-user';
import { notificationPreferences } from './tables';

/** Every kind and way that is offered, as it stands for this person. */
export async function readPreferences(ctx: ReadCtx, userId: string): Promise<NotificationPreference[]> {
  const rules = await readRules(ctx);
  const choices = await ctx.db.list(notificationPreferences, { userId });
  const audience = ownAudience(ctx);
  return subtypeNames
    .filter((subtype) => audienceOf(subtype) === audience)
    .flatMap((subtype) =>
      waysOf(subtype, rules, choices).map((way) => ({ ...way, subtype, category: subtypes[subtype].category })),
    );
}
