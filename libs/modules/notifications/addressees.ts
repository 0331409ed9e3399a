import { users } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import type { Weekday } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import type { QuietHours } from './domain/quiet-hours';
import type { Choice, Rule } from './domain/ways';
import { notificationHabits, notificationPreferences } from './tables';

/** A person as notices know them. */
export interface Addressee {
  id: string;
  name: string;
  email: string;
  /** In which notices and mails are worded. */
  locale: string;
  zone: string;
  workspace: string;
  quiet: QuietHours & { letsUrgent: boolean };
  choices: Choice[];
}

/** How someone who has chosen nothing is told: at any time. */
export const initialHabits = {
  isQuiet: false,
  quietFrom: 20 * 60,
  quietUntil: 7 * 60,
  quietDays: [] as Weekday[],
  letsUrgent: true,
  pausedUntil: null,
  locale: null,
};

/** Those of these people who are active staff (or, for `client`, active in the portal), by id, with what each has chosen. */
export async function readAddressees(
  ctx: ReadCtx,
  userIds: readonly string[],
  type: 'internal' | 'client' = 'internal',
): Promise<Addressee[]> {
  const ids = [...userIds];
  const [people, habits, choices, tenant] = await Promise.all([
    ctx.db.list(users, { id: ids, type, isActive: true }),
    ctx.db.list(notificationHabits, { userId: ids }),
    ctx.db.list(notificationPreferences, { userId: ids }),
    readTenant(ctx),
  ]);
  return people
    .sort((a, b) => a.id.localeCompare(b.id))
    .map((person) => {
      const own: Row<typeof notificationHabits> | typeof initialHabits =
        habits.find(({ userId }) => userId === person.id) ?? initialHabits;
      const { isQuiet, quietFrom, quietUntil, quietDays, letsUrgent, pausedUntil } = own;
      return {
        id: person.id,
        name: person.name,
        email: person.email,
        locale: own.locale ?? person.locale ?? tenant.locale,
        zone: person.zone ?? tenant.zone,
        workspace: tenant.name,
        quiet: { isQuiet, quietFrom, quietUntil, quietDays, letsUrgent, pausedUntil },
        choices: choices.filter(({ userId }) => userId === person.id),
      };
    });
}

/** What the workspace has decided for groups and kinds. */
export const readRules = (ctx: ReadCtx): Promise<Rule[]> =>
  ctx.db.rows<Rule>(sql`select name, channel, mode from notification_rules where tenant_id = ${ctx.tenant}`);
