import { Gauge, type Metrics } from '@kelp/platform/probes';
import { readBacklog, type Engines } from '@kelp/kernel';

/** Gauges over what waits in Postgres, read when Prometheus asks. */
export function measureBacklog(engines: Engines, metrics: Metrics): void {
  const backlog = new Gauge({
    name: 'kelp_backlog_rows',
    help: 'Rows that wait: events not yet published, deliveries and jobs not yet done, and those given up.',
    labelNames: ['what'],
    registers: [metrics],
    async collect() {
      for (const [what, count] of Object.entries((await readBacklog(engines.house)).counts)) this.set({ what }, count);
    },
  });
  void backlog;
}
