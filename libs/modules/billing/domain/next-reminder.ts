/** A step of dunning: a mail this many days after the due date, with words of its own. */
export interface ReminderStep {
  days: number;
  message: string;
}

/**
 * The step that is to be sent now, or null. When several have come due at once (reminders were just switched on, or paused for long) only
 * the latest is sent; a step that was sent, or one after it, is never sent again.
 */
export function nextReminder(
  steps: readonly ReminderStep[],
  daysOverdue: number,
  sent: readonly number[],
): ReminderStep | null {
  const due = steps.filter(({ days }) => days <= daysOverdue).sort((a, b) => b.days - a.days);
  const [latest] = due;
  if (!latest || sent.some((days) => days >= latest.days)) return null;
  return latest;
}
