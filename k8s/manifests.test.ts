import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

interface Container {
  name: string;
  command: string[];
  livenessProbe?: unknown;
  readinessProbe?: unknown;
  lifecycle?: { preStop: { exec: { command: string[] } } };
  envFrom?: { secretRef?: { name: string } }[];
}
interface Pods {
  spec: { terminationGracePeriodSeconds?: number; containers: Container[] };
}
interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec: {
    replicas?: number;
    minReplicas?: number;
    maxUnavailable?: number;
    selector?: { matchLabels: Record<string, string> };
    scaleTargetRef?: { name: string };
    strategy?: { rollingUpdate: { maxUnavailable: number } };
    template: Pods;
    jobTemplate?: { spec: { template: Pods } };
  };
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}

const manifests = readdirSync(__dirname)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) =>
    parseAllDocuments(readFileSync(join(__dirname, file), 'utf8')).map((one) => one.toJS() as Manifest),
  );
const deployments = manifests.filter((one) => one.kind === 'Deployment');
const jobs = manifests.filter(({ kind }) => kind === 'Job' || kind === 'CronJob');
const containerOf = ({ spec }: Manifest) =>
  (spec.jobTemplate?.spec.template ?? spec.template).spec.containers[0] as Container;
const programs = new Set(['dist/web.mjs', 'dist/worker.mjs', 'dist/scheduler.mjs', 'dist/kelp.mjs']);

it('starts web, worker and scheduler from one image by the programs that the build makes', () => {
  expect(deployments.map((one) => one.metadata.name).sort()).toEqual(['kelp-scheduler', 'kelp-web', 'kelp-worker']);
  for (const one of [...deployments, ...jobs]) expect(programs).toContain(containerOf(one).command[2]);
});

it('gives every deployment probes, a wait before the end and time to drain', () => {
  for (const one of deployments) {
    const container = containerOf(one);
    expect(container.livenessProbe).toBeDefined();
    expect(container.readinessProbe).toBeDefined();
    const wait = Number(container.lifecycle?.preStop.exec.command[1]);
    expect(wait).toBeGreaterThanOrEqual(5);
    // What the processes allow themselves (28 s) and the wait must fit in the grace.
    expect(one.spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(wait + 28);
    expect(one.spec.strategy?.rollingUpdate.maxUnavailable).toBe(0);
  }
});

it('keeps secrets out of the config map, and the owner’s login out of everything but the migration job and the backup', () => {
  const config = manifests.find((one) => one.kind === 'ConfigMap');
  expect(
    Object.keys(config?.data ?? {}).filter((name) => /SECRET|PASSWORD|TOKEN|DATABASE_URL|SMTP_URL/.test(name)),
  ).toEqual([]);
  const users = [...deployments, ...jobs].filter((one) =>
    containerOf(one).envFrom?.some((from) => from.secretRef?.name === 'kelp-migration'),
  );
  expect(users.map((one) => one.metadata.name).sort()).toEqual(['kelp-backup', 'kelp-migrate']);
});

it('lets a drain take one pod of a deployment at a time, and scales what has no number of its own', () => {
  const labelsOf = (one: Manifest) => JSON.stringify(one.spec.selector?.matchLabels);
  const budgets = manifests.filter(({ kind }) => kind === 'PodDisruptionBudget');
  expect(budgets.map(labelsOf).sort()).toEqual(deployments.map(labelsOf).sort());
  for (const { spec } of budgets) expect(spec.maxUnavailable).toBe(1);
  const scalers = manifests.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  const scaled = scalers.map(({ spec }) => spec.scaleTargetRef?.name).sort();
  expect(scaled).toEqual(['kelp-web', 'kelp-worker']);
  // A number in the deployment would undo the autoscaler’s with each apply.
  for (const { metadata, spec } of deployments)
    expect([metadata.name, spec.replicas]).toEqual([metadata.name, scaled.includes(metadata.name) ? undefined : 2]);
  for (const { spec } of scalers) expect(spec.minReplicas).toBe(2);
});

it('agrees with the compose file about what is started', () => {
  const compose = parse(readFileSync(join(__dirname, '../docker/compose.yml'), 'utf8'), { merge: true }) as {
    services: Record<string, { command?: string[]; environment?: Record<string, string> }>;
  };
  const started = ['web', 'worker', 'scheduler'].map((name) => compose.services[name]?.command?.[2]);
  expect(started).toEqual(['dist/web.mjs', 'dist/worker.mjs', 'dist/scheduler.mjs']);
  const known = new Set(readFileSync(join(__dirname, '../docker/.env.example'), 'utf8').match(/^[A-Z0-9_]+(?==)/gm));
  const wanted = new Set(readFileSync(join(__dirname, '../docker/compose.yml'), 'utf8').match(/(?<=\$\{)[A-Z0-9_]+/g));
  expect([...wanted].filter((name) => !known.has(name))).toEqual([]);
});

/** The check that Kubernetes’ own schema of this kind makes, as a package has compiled it. */
function schemaOf({ apiVersion, kind }: Manifest): (data: unknown) => { errors: object[] | null } {
  const models = jest.requireActual<Record<string, unknown>>(`kubernetes-models/${apiVersion}`);
  const model = models[kind] as { apiVersion: string };
  const place = Object.keys(models).find((name) => name.startsWith('IoK8s') && models[name] === model);
  const { validate } = jest.requireActual<{ validate: ((data: unknown) => boolean) & { errors: object[] | null } }>(
    join(dirname(require.resolve('kubernetes-models')), '_schemas', `${place}.js`),
  );
  return (data) => {
    validate(data);
    return { errors: validate.errors };
  };
}

/** The same value, which notes by their paths the fields that nobody has asked for: what no schema asks for is misspelt. */
function watched(value: unknown, unread: Set<string>, path = ''): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const key of Object.keys(value)) unread.add(`${path}/${key}`);
  return new Proxy(value, {
    get(target, key) {
      unread.delete(`${path}/${String(key)}`);
      return watched(Reflect.get(target, key), unread, `${path}/${String(key)}`);
    },
  });
}

function faultsOf(manifest: Manifest): unknown[] {
  const unread = new Set<string>();
  const { errors } = schemaOf(manifest)(watched(manifest, unread));
  return [...(errors ?? []), ...[...unread].map((path) => `no schema knows ${path}`)];
}

it('holds every manifest against the schema of its kind: types, what must be there, and no field that there is not', () => {
  expect(new Set(manifests.map(({ kind }) => kind)).size).toBeGreaterThan(7);
  expect(manifests.flatMap((one) => faultsOf(one).map((fault) => [one.metadata.name, fault]))).toEqual([]);
  const [deployment] = deployments;
  const misspelt = { ...deployment, spec: { ...deployment?.spec, replicaz: 2, strategy: 'RollingUpdate' } };
  expect(faultsOf(misspelt as unknown as Manifest)).toEqual([
    expect.objectContaining({ instancePath: '/spec/strategy' }),
    'no schema knows /spec/replicaz',
  ]);
});
