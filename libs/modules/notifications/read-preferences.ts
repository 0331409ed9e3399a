import type { ReadCtx } from '@kelp/kernel';
import type { NotificationPreference } from './contract';
import { offers, subtypeNames } from './domain/subtypes';
import { notificationPreferences } from './tables';

/** Every kind and way that is offered, with this person's choice. */
export async function readPreferences(ctx: ReadCtx, userId: string): Promise<NotificationPreference[]> {
  const chosen = await ctx.db.list(notificationPreferences, { userId });
  return subtypeNames.flatMap((subtype) =>
    (['in_app', 'email'] as const)
      .filter((channel) => offers(subtype, channel))
      .map((channel) => {
        const choice = chosen.find((one) => one.subtype === subtype && one.channel === channel);
        return { subtype, channel, isOn: choice?.isOn ?? true };
      }),
  );
}
