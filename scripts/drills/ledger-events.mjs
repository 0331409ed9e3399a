import { randomUUID } from 'node:crypto';
import pg from 'pg';

const insertEvent = `insert into outbox (tenant_id, id, type, event_version, aggregate_type, aggregate_id, occurred_at, actor, depth, payload)
  values ($1, $2, $3, $4, 'ticket', $5, now(), $6, 0, '{"poison": true}')`;

/** What a drill puts into the outbox of its workspace, and does to the connections of its database. */
export function openEvents(pool, tenant) {
  const rows = async (text, values = [tenant]) => (await pool.query(text, values)).rows;

  async function inject(run, { type = 'ticket.created', version = 1 } = {}) {
    const id = randomUUID();
    const actor = JSON.stringify({ kind: 'system', id: null, name: 'drill' });
    await run(insertEvent, [tenant, id, type, version, randomUUID(), actor]);
    return id;
  }

  return {
    /** A valid envelope with a payload that no handler can read, in the outbox like any other event. Returns its id. */
    injectPoison: () => inject(rows),
    /** The same of another type or version. */
    injectEvent: (event) => inject(rows, event),

    /** How many of these events were handled, given up or passed over. */
    async settledOf(ids) {
      const [{ count }] = await rows(
        `select (select count(*) from deliveries where tenant_id = $1 and event_id = any($2) and state <> 'pending')
           + (select count(*) from outbox o where o.tenant_id = $1 and o.id = any($2) and o.published_at is not null
             and not exists (select 1 from deliveries d where d.tenant_id = $1 and d.event_id = o.id)) as count`,
        [tenant, ids],
      );
      return Number(count);
    },

    /** Makes these events older by so many minutes and their deliveries due. */
    async makeOlder(ids, minutes) {
      await rows(
        `update outbox set occurred_at = occurred_at - $3 * interval '1 minute' where tenant_id = $1 and id = any($2)`,
        [tenant, ids, minutes],
      );
      await rows(`update deliveries set next_at = now() where tenant_id = $1 and event_id = any($2)`, [tenant, ids]);
    },

    /** A transaction that has written and sees an old state of everything, until it is told to commit. */
    async openTransaction() {
      const client = new pg.Client({ connectionString: pool.options.connectionString, application_name: 'drill' });
      await client.connect();
      await client.query('begin isolation level repeatable read');
      return {
        injectPoison: () => inject((text, values) => client.query(text, values)),
        async commit() {
          await client.query('commit');
          await client.end();
        },
      };
    },

    /** How many events of the last seconds were handled. */
    async handledSince(seconds) {
      const [{ count }] = await rows(
        `select count(distinct d.event_id) from deliveries d join outbox o on o.tenant_id = d.tenant_id and o.id = d.event_id
         where d.tenant_id = $1 and d.state = 'done' and o.occurred_at > now() - $2 * interval '1 second'`,
        [tenant, seconds],
      );
      return Number(count);
    },

    /** Cuts every connection of the program's processes. Returns how many. */
    async cutConnections() {
      const found = await rows(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'kelp-%'`,
        [],
      );
      return found.length;
    },
  };
}
