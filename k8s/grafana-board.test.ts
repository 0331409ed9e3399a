import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupSentence, lastBackup, readBacklog, recordBackup } from '@kelp/kernel';
import { createMetrics, type Metrics } from '@kelp/platform/probes';
import { testHouse, type TestHouse } from '@kelp/testing';
import { parseAllDocuments } from 'yaml';
import { measureBacklog } from '../apps/scheduler/measure-backlog';
import { logRequests } from '../apps/web/middleware/log-requests';

interface Board {
  panels: { title: string; gridPos: { x: number; y: number; w: number; h: number }; targets: { expr: string }[] }[];
}

const board = JSON.parse(readFileSync(join(__dirname, 'grafana-board.json'), 'utf8')) as Board;
const expressions = board.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));

let test: TestHouse;
let metrics: Metrics;
/** Names as Prometheus keeps them, with the labels each has. */
let exported: Map<string, Set<string>>;
beforeAll(async () => {
  test = await testHouse();
  metrics = createMetrics('all');
  measureBacklog(test.engines, metrics);
  logRequests(test.house.log, metrics);
  exported = new Map();
  for (const one of metrics.getMetricsAsArray() as unknown as { name: string; type: string; labelNames?: string[] }[]) {
    const labels = new Set([...(one.labelNames ?? []), 'process', 'le']);
    const endings = one.type === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
    for (const ending of endings) exported.set(`${one.name}${ending}`, labels);
  }
});
afterAll(() => test.close());

const namesIn = (expr: string) => expr.match(/\b(?:kelp|process|nodejs)_[a-z0-9_]+/g) ?? [];

it('shows only what the program exports, by labels that it has', () => {
  expect(expressions.length).toBeGreaterThan(10);
  for (const { title, expr } of expressions) {
    const names = namesIn(expr);
    expect([title, names.length > 0, names.filter((name) => !exported.has(name))]).toEqual([title, true, []]);
    const labels = [
      ...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => (list ?? '').split(',').map((one) => one.trim())),
      ...[...expr.matchAll(/([a-z_]+)=~?"/g)].map(([, label]) => label ?? ''),
    ];
    const known = new Set(names.flatMap((name) => [...(exported.get(name) ?? [])]));
    expect([title, labels.filter((label) => !known.has(label))]).toEqual([title, []]);
  }
});

it('asks for kinds of backlog that there are, and so do the autoscalers', async () => {
  const kinds = Object.keys((await readBacklog(test.house)).counts);
  const asked = expressions.flatMap(({ expr }) =>
    [...expr.matchAll(/what=~?"([^"]+)"/g)].flatMap(([, list]) => (list ?? '').split('|')),
  );
  const scaled = parseAllDocuments(readFileSync(join(__dirname, 'autoscale.yaml'), 'utf8'))
    .flatMap((one) => (one.toJS() as Autoscaler).spec.metrics)
    .flatMap(({ external }) => (external ? [external.metric] : []));
  expect(scaled.length).toBeGreaterThan(0);
  expect(scaled.filter(({ name }) => !exported.has(name))).toEqual([]);
  const wanted = [...asked, ...scaled.map(({ selector }) => selector.matchLabels.what)];
  expect(wanted.filter((kind) => !kinds.includes(kind))).toEqual([]);
  // Nothing that waits is missing on the board.
  expect(kinds.filter((kind) => !asked.includes(kind))).toEqual([]);
});

interface Autoscaler {
  spec: { metrics: { external?: { metric: { name: string; selector: { matchLabels: { what: string } } } } }[] };
}

it('answers Prometheus with what waits and when the last backup was made', async () => {
  const text = await metrics.metrics();
  expect(text).toContain('kelp_backlog_rows{what="jobs",process="all"} 0');
  expect(text).toContain('kelp_oldest_event_seconds{process="all"} 0');
  expect(text).toContain('kelp_last_backup_timestamp_seconds{process="all"} 0');
  const takenAt = new Date('2026-11-28T03:00:00.000Z');
  expect(backupSentence(await lastBackup(test.house))).toContain('No backup was made yet');
  for (const at of [takenAt, new Date(takenAt.getTime() - 86_400_000)])
    await recordBackup(test.house, { takenAt: at, rowCount: 5n, fileCount: 1n, bytes: 2_097_152n, isEncrypted: false });
  expect(await metrics.metrics()).toContain(
    `kelp_last_backup_timestamp_seconds{process="all"} ${takenAt.getTime() / 1000}`,
  );
  expect(backupSentence(await lastBackup(test.house))).toBe(
    'The last backup holds everything until 2026-11-28 03:00 UTC (2.0 MB, not encrypted).',
  );
});

it('lays no panel over another', () => {
  const taken = new Map<string, string>();
  for (const { title, gridPos } of board.panels)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(taken.get(`${x} ${y}`) ?? title).toBe(title);
        taken.set(`${x} ${y}`, title);
      }
  expect(Math.max(...board.panels.map(({ gridPos }) => gridPos.x + gridPos.w))).toBe(24);
});
