import { compileNarrowing, type Caller } from '@kelp/kernel';
import { identifier, sql } from '@kelp/platform/db';
import { isAppError, newId } from '@kelp/std';
import { callerWith, testHouse, type Ids, type TestHouse } from '@kelp/testing';
import { productModules } from './index';
import { fillTenant, inputs } from './testing';

let test: TestHouse;
let tenant: string;
/** One record of every noun, all of one client, which the person may not see. */
let hidden: Ids;
/** Ids and names of everything out of sight. */
let secrets: string[];

beforeAll(async () => {
  test = await testHouse(...productModules);
  ({ tenant, ids: hidden } = await fillTenant(test, 'Northstar IT'));
  hiddenNouns = await findHidden(hidden);
  secrets = await secretsOf(hidden);
}, 120_000);
afterAll(() => test.close());

const registry = () => test.house.registry;
const narrowedTo = (clientId: string, me: string) =>
  compileNarrowing(registry(), [{ noun: 'client', way: 'selected', ids: [clientId] }], tenant, me);

/** Somebody who may do everything, but sees another client only. */
const narrowed = (): Caller => {
  const me = newId();
  return callerWith(tenant, 'all', { id: me, narrowed: narrowedTo(newId(), me) });
};
const everybody = (): Caller => callerWith(tenant, 'all');

/** The nouns whose record hangs on the client, so that it is out of sight with it. */
let hiddenNouns: string[];

async function findHidden(ids: Ids): Promise<string[]> {
  const left = narrowedTo(newId(), newId());
  const found: string[] = [];
  for (const table of registry().tables.values()) {
    const id = ids[table.noun];
    const condition = id && 'id' in table.columns ? left(table.name) : undefined;
    if (!condition) continue;
    const rows = await test.rows(
      tenant,
      sql`select 1 from ${identifier(table.name)} x where x.tenant_id = ${tenant} and x.id = ${id} and not coalesce(${condition}, false)`,
    );
    if (rows.length > 0) found.push(table.noun);
  }
  return found;
}

async function secretsOf(ids: Ids): Promise<string[]> {
  const names = ['name', 'title', 'fullName'];
  const found = hiddenNouns.map((noun) => String(ids[noun]));
  for (const table of registry().tables.values()) {
    const id = ids[table.noun];
    if (!id || !['client', 'contact', 'ticket'].includes(table.noun) || !('id' in table.columns)) continue;
    const [row] = await test.rows<Record<string, unknown>>(
      tenant,
      sql`select * from ${identifier(table.name)} where tenant_id = ${tenant} and id = ${id}`,
    );
    for (const name of names)
      if (typeof row?.[name] === 'string' && /\d/.test(row[name]) && row[name].length > 6) found.push(row[name]);
  }
  return found;
}

async function learn(name: string, ids: Ids, caller: Caller): Promise<string> {
  return test.dispatcher.wire(name, inputs[name]?.(ids), caller).then(
    (answer) => JSON.stringify(answer ?? null),
    (error: unknown) =>
      isAppError(error)
        ? `${error.id}: ${error.message} ${JSON.stringify(error.fields ?? {})}`
        : `not an AppError: ${String(error)}`,
  );
}

const without = (text: string, ids: Ids): string =>
  Object.values(ids)
    .reduce((all, id) => (id ? all.replaceAll(id, '<id>') : all), text)
    .replace(/"[^"]*\d{4}-\d\d-\d\dT[^"]*"/g, '"<time>"')
    .replace(/"upTo":\d+/g, '');

it('hides what hangs on a client, in every room', () => {
  expect(hiddenNouns).toEqual(
    expect.arrayContaining([
      'client',
      'contact',
      'location',
      'ticket',
      'interaction',
      'contract',
      'invoice',
      'time entry',
    ]),
  );
  expect(secrets.length).toBeGreaterThan(hiddenNouns.length);
});

/** Inputs that name what is hidden, and the same with ids that do not exist. */
const unknown = (): Ids => ({ ...hidden, ...Object.fromEntries(hiddenNouns.map((noun) => [noun, newId()])) });
const tells = (text: string) => secrets.filter((secret) => text.includes(secret));

it('lets no query tell of a client out of sight, whether it is named or not', async () => {
  const shown: string[] = [];
  let toldOthers = 0;
  for (const { contract } of registry().queries.values()) {
    const ids = unknown();
    const answers = [await learn(contract.name, ids, narrowed()), await learn(contract.name, hidden, narrowed())];
    for (const [index, text] of answers.entries()) {
      const asked = index === 0 ? ids : hidden;
      const told = tells(index === 0 ? text : without(text, asked));
      if (told.length > 0 || text.startsWith('not an AppError'))
        shown.push(`${contract.name} ${told.join()}: ${text.slice(0, 300)}`);
    }
    if (tells(await learn(contract.name, ids, everybody())).length > 0) toldOthers += 1;
  }
  expect(shown).toEqual([]);
  expect(toldOthers).toBeGreaterThan(20);
}, 120_000);

it('answers queries for ids out of sight as for unknown ids', async () => {
  const leaks: string[] = [];
  for (const { contract } of registry().queries.values()) {
    const invented = unknown();
    const one = without(await learn(contract.name, hidden, narrowed()), hidden);
    const two = without(await learn(contract.name, invented, narrowed()), invented);
    if (one !== two) leaks.push(`${contract.name}:\n  hidden ${one.slice(0, 400)}\n  unknown ${two.slice(0, 400)}`);
  }
  expect(leaks).toEqual([]);
}, 120_000);

it('lets no action touch a record out of sight', async () => {
  const touched: string[] = [];
  let tried = 0;
  const nouns = new Set(hiddenNouns);
  for (const { contract } of registry().actions.values()) {
    const text = JSON.stringify(inputs[contract.name]?.(hidden) ?? null);
    if (![...nouns].some((noun) => text.includes(String(hidden[noun])))) continue;
    tried += 1;
    const answer = await learn(contract.name, hidden, narrowed());
    // what is about everything is refused before anything is read
    if (!/^(not_found|invalid|policy\.narrowed)/.test(answer))
      touched.push(`${contract.name}: ${answer.slice(0, 200)}`);
  }
  expect(touched).toEqual([]);
  expect(tried).toBeGreaterThan(60);
}, 120_000);
