import { auditDoor, type AuditRow } from '../../contract';
import { t } from '../strings';

/** The record in words: its kind, and its name or title where the change tells it. */
export function recordOf({ subject, before, after }: AuditRow): string {
  const told = after?.['name'] ?? after?.['title'] ?? before?.['name'] ?? before?.['title'];
  const kind = subject.replaceAll('_', ' ');
  return typeof told === 'string' ? `${kind}: ${told}` : kind;
}

/** The name of a door for people. */
export function doorName(door: string): string {
  const known = auditDoor.safeParse(door);
  return known.success ? t(`audit.door.${known.data}`) : door;
}
