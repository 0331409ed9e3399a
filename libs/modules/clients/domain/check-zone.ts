import { invalid, isZone } from '@kelp/std';

/** Refuses a zone name that this runtime does not know. */
export function checkZone(zone: string | null | undefined): void {
  if (zone && !isZone(zone))
    throw invalid('This time zone is not known.', { zone: 'Choose a zone such as America/Chicago.' });
}
