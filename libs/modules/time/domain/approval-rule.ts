import { refused, type AppError } from '@kelp/std';

/**
 * Why this person may not approve the entry, or null when they may. Product rule: nobody approves their own time, unless
 * the workspace has only one person. `staffIds` are the active internal people.
 */
export function approvalRefusal(approval: {
  approverId: string;
  workerId: string;
  staffIds: readonly string[];
}): AppError | null {
  const { approverId, workerId, staffIds } = approval;
  if (approverId !== workerId || staffIds.every((id) => id === approverId)) return null;
  return refused(
    'time_entry.own_approval',
    'You cannot approve your own time. Ask another person who approves time to look at it.',
  );
}
