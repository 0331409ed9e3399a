import type { CommentCard } from '../contract';

/** A comment with the answers that hang on it, oldest first. */
export interface Thread {
  comment: CommentCard;
  answers: CommentCard[];
}

const byTime = (a: CommentCard, b: CommentCard) => (a.id < b.id ? -1 : 1);

/** Parts of a conversation put together: each comment once, the newest wording counts; answers under their comment, or alone when it is not there. */
export function threadsOf(parts: readonly (readonly CommentCard[])[]): Thread[] {
  const known = new Map<string, CommentCard>();
  for (const comment of parts.flat()) {
    const before = known.get(comment.id);
    if (!before || before.version <= comment.version) known.set(comment.id, comment);
  }
  const all = [...known.values()].sort(byTime);
  const isAnswer = ({ parentId }: CommentCard) => parentId !== null && known.has(parentId);
  return all
    .filter((comment) => !isAnswer(comment))
    .map((comment) => ({ comment, answers: all.filter(({ parentId }) => parentId === comment.id) }));
}

/** The comment of this id among those that are shown. */
export const findComment = (threads: readonly Thread[], id: string | undefined): CommentCard | null =>
  threads.flatMap(({ comment, answers }) => [comment, ...answers]).find((one) => one.id === id) ?? null;
