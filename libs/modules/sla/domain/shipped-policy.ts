import type { BusinessSchedule } from '@kelp/std';
import { defaultSlaSettings, type SlaRule, type SlaSettings } from './sla-policy';

/** Response and resolution of the shipped default policy by the priority's name. */
interface ShippedTarget {
  priority: string;
  response: number;
  resolution: number;
  /** Counts around the clock instead of in business hours. */
  isAlwaysOpen: boolean;
}

/** Minutes. P1 to P5 are the ITIL defaults, of which the first counts around the clock. */
export const shippedTargets: readonly ShippedTarget[] = [
  { priority: 'Urgent', response: 30, resolution: 240, isAlwaysOpen: false },
  { priority: 'High', response: 60, resolution: 480, isAlwaysOpen: false },
  { priority: 'Medium', response: 240, resolution: 1440, isAlwaysOpen: false },
  { priority: 'Low', response: 480, resolution: 2880, isAlwaysOpen: false },
  { priority: 'P1 Critical', response: 15, resolution: 60, isAlwaysOpen: true },
  { priority: 'P2 High', response: 30, resolution: 240, isAlwaysOpen: false },
  { priority: 'P3 Medium', response: 60, resolution: 1440, isAlwaysOpen: false },
  { priority: 'P4 Low', response: 240, resolution: 4320, isAlwaysOpen: false },
  { priority: 'P5 Planning', response: 480, resolution: 10_080, isAlwaysOpen: false },
];

const notifyAt = (percent: number): SlaRule => ({ kind: 'notify', percent });
const escalateAt = (percent: number, level: number): SlaRule => ({ kind: 'escalate', percent, level });

/** Three levels of escalation; more may be added. */
const shippedEscalations = [escalateAt(70, 1), escalateAt(90, 2), escalateAt(110, 3)];

export const shippedRules: readonly SlaRule[] = [...[75, 90, 100].map(notifyAt), ...shippedEscalations];

/** Warnings and escalations of the ITIL set-up. */
export const itilRules: readonly SlaRule[] = [...[50, 75, 90, 100].map(notifyAt), ...shippedEscalations];

export const itilTargets = (): readonly ShippedTarget[] =>
  shippedTargets.filter(({ priority }) => /^P[1-5] /.test(priority));

/** Statuses pause both clocks; waiting for the client's answer pauses none, unless a policy asks for it. */
export const shippedSettings: SlaSettings = {
  ...defaultSlaSettings,
  pausing: {
    status: { response: true, resolution: true },
    awaiting_client: { response: false, resolution: false },
  },
};

/** Monday to Friday from 08:00 to 17:00 on the workspace's walls, no holidays yet. */
export const shippedHours = (zone: string): BusinessSchedule => ({
  timezone: zone,
  alwaysOpen: false,
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '17:00']]])),
  holidays: [],
});
