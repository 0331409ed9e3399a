/** What one run of one side gave. */
export interface Sample {
  /** Operations a second. */
  rate: number;
  /** Processor time of the measured side per operation, in microseconds; missing where it cannot be told apart. */
  cpuMicros?: number;
}

export interface Result {
  ours: Sample;
  limit: Sample;
  /** Our rate as a share of the limit's: the median over the rounds. */
  ratio: number;
}

export const rounds = 5;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Runs both sides alternately, five rounds after one to warm up, so that what else the machine does falls on both. */
export async function alternate(ours: () => Promise<Sample>, limit: () => Promise<Sample>): Promise<Result> {
  await ours();
  await limit();
  const pairs: { ours: Sample; limit: Sample }[] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push({ ours: await ours(), limit: await limit() });
  const middle = (side: 'ours' | 'limit'): Sample => {
    const cpu = pairs.flatMap((pair) => pair[side].cpuMicros ?? []);
    return {
      rate: median(pairs.map((pair) => pair[side].rate)),
      ...(cpu.length > 0 ? { cpuMicros: median(cpu) } : {}),
    };
  };
  return {
    ours: middle('ours'),
    limit: middle('limit'),
    ratio: median(pairs.map((pair) => pair.ours.rate / pair.limit.rate)),
  };
}

const column = (text: string, width = 14) => text.padStart(width);
const rate = (value: number) => column(value.toLocaleString('en', { maximumFractionDigits: 0 }));
const cpu = ({ cpuMicros }: Sample) => column(cpuMicros === undefined ? '–' : cpuMicros.toFixed(0));

/** One line under `printHead`'s. */
export function printResult(name: string, { ours, limit, ratio }: Result): void {
  console.log(
    `${name.padEnd(28)}${rate(ours.rate)}${rate(limit.rate)}${column(`${(ratio * 100).toFixed(0)} %`)}${cpu(ours)}${cpu(limit)}`,
  );
}

export function printHead(unit: string): void {
  const heads = [`ours ${unit}`, `limit ${unit}`, 'ratio', 'ours CPU µs', 'limit CPU µs'];
  console.log(`${''.padEnd(28)}${heads.map((head) => column(head)).join('')}`);
}

/** The number after `--name` or `--name=` on the command line. */
export function option(name: string, fallback: number): number {
  const words = process.argv.slice(2);
  const at = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  if (at < 0) return fallback;
  const value = Number(words[at]?.split('=')[1] ?? words[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name}=<number> takes a whole number from 1.`);
  return value;
}
