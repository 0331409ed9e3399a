/** So long an answer is good although no hint came: hints are lost while Redis is away. */
const freshMs = 60_000;
const most = 2_000;

/**
 * Answers that every request would ask anew, kept in this process until somebody says that they changed. An answer that was asked for before the
 * change is never kept after it: what is kept is the question under way, and `forget` lets go of that too.
 */
export class KeptAnswers<T> {
  private readonly kept = new Map<string, { answer: Promise<T>; at: number }>();
  private readonly ask: (key: string) => Promise<T>;
  private readonly note: (isHit: boolean) => void;

  constructor(ask: (key: string) => Promise<T>, note: (isHit: boolean) => void = () => undefined) {
    this.ask = ask;
    this.note = note;
  }

  /** The answer of this key; a question that fails is asked again by the next one. */
  get(key: string): Promise<T> {
    const found = this.kept.get(key);
    const isHit = found !== undefined && performance.now() - found.at < freshMs;
    this.note(isHit);
    if (isHit) return found.answer;
    const answer = this.ask(key);
    this.kept.delete(key);
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= most) this.kept.delete(oldest);
    this.kept.set(key, { answer, at: performance.now() });
    answer.catch(() => {
      if (this.kept.get(key)?.answer === answer) this.kept.delete(key);
    });
    return answer;
  }

  forget(key: string): void {
    this.kept.delete(key);
  }

  forgetAll(): void {
    this.kept.clear();
  }
}
