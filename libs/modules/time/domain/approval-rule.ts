import { refused, type AppError } from '@kelp/std';

/**
 * Why this person may not approve the entry, or null when they may. Product rule: nobody approves their own time, unless
 * the workspace has nobody else who could. `approverIds` are the active people with the right to approve time.
 */
export function approvalRefusal(approval: {
  approverId: string;
  workerId: string;
  approverIds: readonly string[];
}): AppError | null {
  const { approverId, workerId, approverIds } = approval;
  if (approverId !== workerId || approverIds.every((id) => id === approverId)) return null;
  return refused(
    'time_entry.own_approval',
    'You cannot approve your own time. Ask another person who approves time to look at it.',
  );
}
