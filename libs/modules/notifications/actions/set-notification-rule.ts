import { defineAction } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { setNotificationRule } from '../contract';
import { categories, factsOf, offers, type Category, type Subtype } from '../domain/subtypes';
import { notificationRules } from '../tables';

const isCategory = (name: string): name is Category => (categories as readonly string[]).includes(name);

function check(name: Category | Subtype, channel: 'in_app' | 'email' | 'all', mode: string): void {
  const isGroup = isCategory(name);
  if (isGroup !== (channel === 'all')) throw invalid('Choose a group for all ways, or a kind and one way.');
  if (isGroup && mode !== 'on' && mode !== 'off') throw invalid('A group is on or off.');
  if (!isGroup && channel !== 'all' && !offers(name, channel)) throw invalid('This kind is not told by this way.');
  if (isGroup ? name === 'security' : factsOf(name).isLocked)
    throw refused('notification.locked', 'What concerns the safety of accounts is always told.');
}

/** Decides for everybody; it counts from the next event on. */
export const setNotificationRuleAction = defineAction(setNotificationRule, {
  permission: 'notification_settings.update',
  run: async (ctx, { name, channel, mode }) => {
    check(name, channel, mode);
    const known = await ctx.db.find(notificationRules, { name, channel });
    if (known) await ctx.db.update(notificationRules, known.id, { mode });
    else await ctx.db.insert(notificationRules, { name, channel, mode });
    ctx.touch('notification');
    return {};
  },
});
