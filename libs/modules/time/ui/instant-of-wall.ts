import { invalid, wallToInstants } from '@kelp/std';
import { t } from './strings';

/** The instant of a wall time `2026-03-10T14:30`; of a repeated hour the first. Throws invalid for an hour that the clocks skipped. */
export function instantOfWall(wall: string, zone: string): Date {
  const [date = '', time = ''] = wall.split('T');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const [first] = wallToInstants(date, hour * 60 + minute, zone);
  if (!first) throw invalid(t('form.badStart'));
  return first;
}
