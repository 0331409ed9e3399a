const failuresToOpen = 5;
const probeEveryMs = 60_000;

/**
 * Keeps work away from a server that does not answer: after five failures in a row it opens, then lets one attempt
 * through each minute until one succeeds. It only counts; the caller decides what a failure is.
 */
export class CircuitBreaker {
  private failures = 0;
  private nextProbeAt = 0;

  /** `now` gives milliseconds; only differences matter. */
  constructor(private readonly now: () => number) {}

  get isOpen(): boolean {
    return this.failures >= failuresToOpen;
  }

  /** Whether an attempt may be made now. While open, a yes takes the minute's only probe. */
  mayTry(): boolean {
    if (!this.isOpen) return true;
    if (this.now() < this.nextProbeAt) return false;
    this.nextProbeAt = this.now() + probeEveryMs;
    return true;
  }

  /** Milliseconds until the next probe may be made; 0 when attempts are free. */
  waitMs(): number {
    return this.isOpen ? Math.max(0, this.nextProbeAt - this.now()) : 0;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures++;
    if (this.failures === failuresToOpen) this.nextProbeAt = this.now() + probeEveryMs;
  }
}
