import { zoneNames } from '@kelp/ui';

/** The zone that this browser runs in; UTC when the list does not know it. */
export function browserZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return zoneNames().includes(timeZone) ? timeZone : 'UTC';
}
