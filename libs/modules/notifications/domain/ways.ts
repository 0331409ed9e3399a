import { channels, factsOf, type NotificationChannel, type Subtype } from './subtypes';

/** How a workspace treats a group (`on`, `off`) or a kind by one way. */
export type RuleMode = 'on' | 'off' | 'off_by_default' | 'locked';

export interface Rule {
  /** A group, or a kind. */
  name: string;
  /** `all` for a group. */
  channel: NotificationChannel | 'all';
  mode: RuleMode;
}

export interface Choice {
  subtype: string;
  channel: NotificationChannel;
  isOn: boolean;
}

/** Whether a kind is told by a way, who decided that, and whether the person may change it. */
export interface Way {
  channel: NotificationChannel;
  isOn: boolean;
  decidedBy: 'program' | 'workspace' | 'person';
  mayChoose: boolean;
}

/**
 * Effective = workspace, group, kind and person all say on; a group that is off silences its kinds, a lock outvotes the person,
 * and what the program itself locks outvotes everybody.
 */
export function wayOf(
  subtype: Subtype,
  channel: NotificationChannel,
  rules: readonly Rule[],
  choices: readonly Choice[],
): Way {
  const facts = factsOf(subtype);
  const fixed = (isOn: boolean, decidedBy: Way['decidedBy']): Way => ({ channel, isOn, decidedBy, mayChoose: false });
  if (facts.isLocked) return fixed(true, 'program');
  if (rules.some((rule) => rule.name === facts.category && rule.mode === 'off')) return fixed(false, 'workspace');
  const mode = rules.find((rule) => rule.name === subtype && rule.channel === channel)?.mode;
  if (mode === 'locked') return fixed(true, 'workspace');
  if (mode === 'off') return fixed(false, 'workspace');
  const choice = choices.find((one) => one.subtype === subtype && one.channel === channel);
  if (choice) return { channel, isOn: choice.isOn, decidedBy: 'person', mayChoose: true };
  if (mode) return { channel, isOn: mode === 'on', decidedBy: 'workspace', mayChoose: true };
  return { channel, isOn: !facts.offAtFirst?.includes(channel), decidedBy: 'program', mayChoose: true };
}

/** The ways that this kind offers, each as it stands for one person. */
export const waysOf = (subtype: Subtype, rules: readonly Rule[], choices: readonly Choice[]): Way[] =>
  channels
    .filter((channel) => factsOf(subtype).channels.includes(channel))
    .map((channel) => wayOf(subtype, channel, rules, choices));
