import { Gauge, type Metrics } from '@kelp/platform/probes';
import { readBacklog, type Backlog, type Engines } from '@kelp/kernel';

/** Gauges over what waits in Postgres, read when Prometheus asks. */
export function measureBacklog(engines: Pick<Engines, 'house'>, metrics: Metrics): void {
  let reading: Promise<Backlog> | undefined;
  // Both gauges are asked for at once: one look answers them.
  const read = () => (reading ??= readBacklog(engines.house).finally(() => (reading = undefined)));
  const backlog = new Gauge({
    name: 'kelp_backlog_rows',
    help: 'Rows that wait: events not yet published, deliveries and jobs not yet done, and those given up.',
    labelNames: ['what'],
    registers: [metrics],
    async collect() {
      for (const [what, count] of Object.entries((await read()).counts)) this.set({ what }, count);
    },
  });
  const oldest = new Gauge({
    name: 'kelp_oldest_event_seconds',
    help: 'Age of the oldest event that was not published yet; 0 for none.',
    registers: [metrics],
    async collect() {
      this.set((await read()).oldestUnpublishedSeconds);
    },
  });
  void [backlog, oldest];
}
