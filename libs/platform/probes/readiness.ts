/** One thing that a process cannot do without. `check` throws, or takes too long, when it is gone. */
export interface Check {
  name: string;
  check(): Promise<void>;
}

export interface Readiness {
  isReady: boolean;
  checks: Record<string, string>;
}

const patienceMs = 2000;
const keepMs = 1000;

/**
 * Asks all checks at once, each for at most two seconds, and keeps the answer for one, so that probes cannot become a load.
 * `drain` makes the answer "not ready" from then on: a process that ends says so first.
 */
export function createReadiness(checks: readonly Check[]) {
  let isDraining = false;
  let kept: { at: number; answer: Promise<Readiness> } | undefined;
  const ask = async (): Promise<Readiness> => {
    const answers = await Promise.all(checks.map(async (one) => [one.name, await outcome(one)] as const));
    return { isReady: answers.every(([, said]) => said === 'ok'), checks: Object.fromEntries(answers) };
  };
  return {
    drain: () => void (isDraining = true),
    async read(): Promise<Readiness> {
      if (!kept || performance.now() - kept.at > keepMs) kept = { at: performance.now(), answer: ask() };
      const answer = await kept.answer;
      return isDraining ? { isReady: false, checks: { ...answer.checks, process: 'is shutting down' } } : answer;
    },
  };
}

async function outcome(one: Check): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${patienceMs / 1000} s`), patienceMs);
  });
  const asked = one.check().then(
    () => 'ok',
    (error: unknown) => (error instanceof Error && error.message ? error.message : 'not reachable'),
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
