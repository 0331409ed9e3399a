import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { readRules } from '../addressees';
import { getNotificationRules, type KindRule } from '../contract';
import { categories, factsOf, subtypeNames, subtypes } from '../domain/subtypes';
import type { Rule } from '../domain/ways';
import { noticeSettings } from '../settings';

/** Every group and kind with what the workspace, or the program as shipped, has decided. */
export const getNotificationRulesQuery = defineQuery(getNotificationRules, {
  permission: 'notification_settings.read',
  run: async (ctx) => {
    const rules = await readRules(ctx);
    return {
      ...(await ctx.setting(noticeSettings)),
      groups: categories.map((category) => ({
        category,
        isOn: !rules.some(({ name, mode }) => name === category && mode === 'off'),
        isFixed: category === 'security',
      })),
      kinds: kindsWith(rules),
      abilities: abilitiesOf(ctx, ['notification_settings.update']),
    };
  },
});

const kindsWith = (rules: readonly Rule[]): KindRule[] =>
  subtypeNames.flatMap((subtype) => {
    const { category } = subtypes[subtype];
    const { channels, isLocked = false, offAtFirst = [] } = factsOf(subtype);
    return channels.map((channel) => {
      const own = rules.find((rule) => rule.name === subtype && rule.channel === channel)?.mode;
      const shipped = isLocked ? 'locked' : offAtFirst.includes(channel) ? 'off_by_default' : 'on';
      return { subtype, category, channel, mode: own ?? shipped, isFixed: isLocked };
    });
  });
