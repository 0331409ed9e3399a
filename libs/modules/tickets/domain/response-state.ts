import type { ResponseState } from '../tables';

/** Whose turn it is after a comment: who spoke last in public decides; notes and the system change nothing. */
export function responseStateAfter(
  current: ResponseState,
  comment: { visibility: 'public' | 'internal'; authorType: 'internal' | 'client' | 'system' },
): ResponseState {
  if (comment.visibility === 'internal' || comment.authorType === 'system') return current;
  return comment.authorType === 'client' ? 'awaiting_us' : 'awaiting_client';
}
