import { isAppError, newId } from '@kelp/std';
import { asSuperuser, callerWith, testHouse, type Ids, type TestHouse } from '@kelp/testing';
import { z } from 'zod';
import pg from 'pg';
import { productModules } from './index';
import { fillTenant, inputs, type FilledTenant } from './testing';

let test: TestHouse;
let ours: FilledTenant;
let theirs: FilledTenant;

beforeAll(async () => {
  test = await testHouse(...productModules);
  ours = await fillTenant(test, 'Northstar IT');
  theirs = await fillTenant(test, 'Southstar IT');
}, 60_000);
afterAll(() => test.close());

const registry = () => test.house.registry;
const pieces = () => [...registry().actions.values(), ...registry().queries.values()];
const unknown = (ids: Ids): Ids => Object.fromEntries(Object.keys(ids).map((noun) => [noun, newId()]));

/** The fields of an input that name another record, by the noun they refer to. */
function references(schema: z.ZodType): string[] {
  const nouns = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const noun = (value as { refersTo?: unknown }).refersTo;
    if (typeof noun === 'string') nouns.add(noun);
    for (const part of Object.values(value)) walk(part);
  };
  walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return [...nouns];
}

/** What a caller learns: the value of an answer, or id and words of a refusal, with the ids that were asked for taken out. */
async function learn(name: string, ids: Ids): Promise<string> {
  const text = await test.dispatcher
    .wire(name, inputs[name]?.(ids), callerWith(ours.tenant, 'all', { id: ours.ids['user'] ?? null }))
    .then(
      (answer) => JSON.stringify(answer ?? null),
      (error: unknown) =>
        isAppError(error)
          ? `${error.id}: ${error.message} ${JSON.stringify(error.fields ?? {})}`
          : `not an AppError: ${String(error)}`,
    );
  return Object.values(ids).reduce((all, id) => (id ? all.replaceAll(id, '<id>') : all), text);
}

it('has a sample input for every action and query, and one for every noun they refer to', () => {
  const missing = pieces()
    .filter((piece) => !inputs[piece.contract.name])
    .map((piece) => piece.contract.name);
  expect(missing).toEqual([]);
  const nouns = new Set(pieces().flatMap((piece) => references(piece.contract.input)));
  expect([...nouns].filter((noun) => !ours.ids[noun])).toEqual([]);
});

it('answers with another tenant’s ids exactly as with ids that do not exist', async () => {
  const leaks: string[] = [];
  for (const { contract } of pieces()) {
    if (references(contract.input).length === 0) continue;
    const foreign = await learn(contract.name, { ...theirs.ids });
    const invented = await learn(contract.name, unknown(theirs.ids));
    const volatile = (text: string) =>
      text
        .replace(/"[^"]*\d{4}-\d\d-\d\dT[^"]*"/g, '"<time>"')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
        .replace(/"upTo":\d+/g, '')
        .replace(/"(T-|INV-)?\d+"/g, '"<n>"');
    if (volatile(foreign) !== volatile(invented))
      leaks.push(`${contract.name}:\n  foreign ${foreign}\n  unknown ${invented}`);
  }
  expect(leaks).toEqual([]);
}, 60_000);

it('never shows a value of the other tenant in any list', async () => {
  const shown: string[] = [];
  for (const query of registry().queries.values()) {
    const text = await learn(query.contract.name, ours.ids);
    for (const id of Object.values(theirs.ids))
      if (id && text.includes(id)) shown.push(`${query.contract.name} shows ${id}`);
  }
  expect(shown).toEqual([]);
});

describe('as the app role, in SQL', () => {
  const settings = { none: null, empty: '', foreign: () => theirs.tenant, malformed: 'x; drop table tenants' } as const;
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: test.databaseUrl });
    await client.connect();
  });
  afterAll(() => client.end());

  /** Rows of `ours` that a statement reached under this setting; -1 when it was refused. */
  async function reached(setting: string | null, text: string): Promise<number> {
    await client.query('begin');
    try {
      if (setting !== null) await client.query("select set_config('app.tenant', $1, true)", [setting]);
      return (await client.query(text, [ours.tenant])).rowCount ?? 0;
    } catch {
      return -1;
    } finally {
      await client.query('rollback');
    }
  }

  it('reaches no row of another tenant: every table × select, update, delete × no, empty, foreign, malformed tenant', async () => {
    const found: string[] = [];
    let tried = 0;
    for (const table of registry().tables.values()) {
      if (table.kind !== 'tenant') continue;
      for (const [name, value] of Object.entries(settings)) {
        const setting = typeof value === 'function' ? value() : value;
        for (const text of [
          `select 1 from ${table.name} where tenant_id = $1`,
          `update ${table.name} set tenant_id = tenant_id where tenant_id = $1`,
          `delete from ${table.name} where tenant_id = $1`,
        ]) {
          tried += 1;
          if ((await reached(setting, text)) > 0) found.push(`${table.name}, ${name}: ${text}`);
        }
      }
    }
    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(500);
  });

  it('can write no row for another tenant', async () => {
    const written: string[] = [];
    for (const table of registry().tables.values()) {
      if (table.kind !== 'tenant') continue;
      const copied = `insert into ${table.name} select (jsonb_populate_record(null::${table.name}, to_jsonb(t) || jsonb_build_object('tenant_id', $1::text))).* from ${table.name} t`;
      if ((await reached(theirs.tenant, copied)) > 0) written.push(table.name);
    }
    expect(written).toEqual([]);
  });

  it('sees its own rows in every table that the samples fill, so that the tests above mean something', async () => {
    const empty: string[] = [];
    for (const table of registry().tables.values()) {
      if (table.kind !== 'tenant') continue;
      const [row] = await asSuperuser<{ n: number }>(
        test.superUrl,
        `select count(*)::int as n from ${table.name} where tenant_id = $1`,
        [ours.tenant],
      );
      const mine = await reached(ours.tenant, `select 1 from ${table.name} where tenant_id = $1`);
      if (mine !== row?.n && mine !== -1) empty.push(`${table.name}: ${mine} of ${row?.n}`);
    }
    expect(empty).toEqual([]);
  }, 60_000);
});
