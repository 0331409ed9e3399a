import type { Logger } from '@kelp/platform/log';

export interface Loop {
  readonly everyMs: number;
  turnedAt(): Date;
  /** Turns now instead of at the end of the pause. */
  wake(): void;
  stop(): Promise<void>;
}

/** Runs `work` again and again with a pause between; an error is logged (once per outage) and the loop goes on. */
export function startLoop(log: Logger, name: string, everyMs: number, work: () => Promise<void>): Loop {
  let turned = new Date();
  let isStopping = false;
  let isWoken = false;
  let isFailing = false;
  let endPause: () => void = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!isStopping) {
      isWoken = false;
      try {
        await work();
        if (isFailing) log.info({ loop: name }, 'works again');
        isFailing = false;
        turned = new Date();
      } catch (error) {
        if (!isFailing) log.warn({ loop: name, err: error }, 'a loop failed; it goes on');
        isFailing = true;
      }
      if (!isWoken && !isStopping) await pause();
    }
  };
  const finished = run();
  return {
    everyMs,
    turnedAt: () => turned,
    wake: () => {
      isWoken = true;
      endPause();
    },
    stop: async () => {
      isStopping = true;
      endPause();
      await finished;
    },
  };
}
