/** Thrown when all places are held by work that has taken long already. */
export class NoPlace extends Error {}

/** A fixed number of places; who finds none free waits in line, but not behind work that does not come to its end. */
export class Slots {
  private readonly waiting: (() => void)[] = [];
  private readonly startedAt: number[] = [];

  /** `now` gives milliseconds. Work that has held its place for `stuckMs` sends others away. */
  constructor(
    private free: number,
    private readonly now: () => number = () => performance.now(),
    private readonly stuckMs = Number.POSITIVE_INFINITY,
  ) {}

  /**
   * Runs the work once a place is free, and gives the place back when the work ends or fails.
   * @throws NoPlace when none is free and none is likely to become free soon, at once or after waiting `stuckMs`.
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free--;
    else await this.wait();
    const started = this.now();
    this.startedAt.push(started);
    try {
      return await work();
    } finally {
      this.startedAt.splice(this.startedAt.indexOf(started), 1);
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }

  private wait(): Promise<void> {
    if (this.now() - Math.min(...this.startedAt) >= this.stuckMs) return Promise.reject(new NoPlace());
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(patience);
        resolve();
      };
      const leave = () => {
        const place = this.waiting.indexOf(enter);
        if (place >= 0) this.waiting.splice(place, 1);
        reject(new NoPlace());
      };
      const patience = Number.isFinite(this.stuckMs) ? setTimeout(leave, this.stuckMs) : undefined;
      this.waiting.push(enter);
    });
  }
}
