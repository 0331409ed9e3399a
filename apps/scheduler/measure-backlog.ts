import { Gauge, type Metrics } from '@kelp/platform/probes';
import { lastBackup, readBacklog, type Backlog, type Engines } from '@kelp/kernel';

/** Gauges over what waits in Postgres and when it was last backed up, read when Prometheus asks. */
export function measureBacklog(engines: Pick<Engines, 'house'>, metrics: Metrics): void {
  let reading: Promise<Backlog> | undefined;
  // Two gauges are asked for at once: one look answers them.
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
  const backup = new Gauge({
    name: 'kelp_last_backup_timestamp_seconds',
    help: 'The moment of the last backup’s rows, in seconds since 1970; 0 when none was ever made.',
    registers: [metrics],
    async collect() {
      this.set(((await lastBackup(engines.house))?.takenAt.getTime() ?? 0) / 1000);
    },
  });
  void [backlog, oldest, backup];
}
