// Stands for the operator's tool in the tests of the start: counts in the real database how often it prepared.
import pg from 'pg';

const [command, ...rest] = process.argv.slice(2);

if (process.env.TEST_PREPARE_FAILS) {
  console.error(process.env.TEST_PREPARE_FAILS);
  process.exit(1);
}
if (command === 'prepare') {
  const client = new pg.Client(process.env.MIGRATION_DATABASE_URL);
  await client.connect();
  await client.query('create table if not exists starts (at timestamptz default now())');
  await client.query('insert into starts default values');
  const { rows } = await client.query('select count(*)::int as starts from starts');
  await client.end();
  console.log(`notice: this is start ${rows[0].starts}`);
} else {
  console.log(`command ${[command, ...rest].join(' ')} with${process.env.MIGRATION_DATABASE_URL ? '' : 'out'} owner`);
}
