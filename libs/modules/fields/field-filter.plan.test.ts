import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { asSuperuser, bareTenant, testHouse, type TestHouse } from '@kelp/testing';
import { ticketsModule } from '@kelp/tickets';
import { customIs, type FieldOperator } from './field-filter';
import { fieldDefinitions } from './tables';

let test: TestHouse;
let tenant: string;
let fieldId: string;

beforeAll(async () => {
  test = await testHouse(ticketsModule);
  tenant = await bareTenant(test);
  fieldId = newId();
  await test.inside(tenant, (ctx) =>
    ctx.db.insert(fieldDefinitions, { id: fieldId, entity: 'ticket', key: 'serial', label: 'Serial', kind: 'text' }),
  );
  await asSuperuser(
    test.superUrl,
    `insert into field_values (tenant_id, field_id, value, entity_id) select $1, $2, 'serial-' || n, gen_random_uuid() from generate_series(1, 20000) n`,
    [tenant, fieldId],
  );
  await asSuperuser(test.superUrl, 'analyze field_values');
});
afterAll(() => test.close());

/** How Postgres would find the records for the program's own role, under row-level security. */
async function plan(operator: FieldOperator, values: string[]): Promise<string> {
  const rows = await test.rows<{ queryPlan: string }>(
    tenant,
    sql`explain select t.id from (select ${tenant}::uuid as tenant_id, entity_id as id from field_values
          where tenant_id = ${tenant} and field_id = ${fieldId} and value = ${'serial-7'}) t
        where ${customIs(fieldId, 't', operator, values)}`,
  );
  return rows.map((row) => Object.values(row)[0]).join('\n');
}

it.each(['is', 'from', 'to'] as const)(
  '%s: the value is part of what the index is asked for, not a filter afterwards',
  async (operator) => {
    const text = await plan(operator, ['serial-7']);
    const conditions = text.split('\n').filter((line) => line.includes('Index Cond'));
    expect(conditions.length).toBeGreaterThan(0);
    for (const line of conditions) expect(line).toMatch(/value/);
    expect(text).not.toContain('Seq Scan on field_values');
  },
);

it('would not be so for a condition on the JSON column, which is why the table exists', async () => {
  await asSuperuser(test.superUrl, `create index by_expression on tickets (tenant_id, (custom ->> 'serial'))`);
  const rows = await test.rows<object>(
    tenant,
    sql`explain select id from tickets where tenant_id = ${tenant} and custom ->> 'serial' = ${'serial-7'}`,
  );
  const text = rows.map((row) => String(Object.values(row)[0])).join('\n');
  expect(text).not.toMatch(/Index Cond:.*custom/);
});
