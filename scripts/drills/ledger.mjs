import pg from 'pg';
import { openEvents } from './ledger-events.mjs';
import { openOutcomes } from './ledger-outcomes.mjs';

const assigned = `'ticket.assigned'`;

/** Looks into the drill's database as its superuser: what is under way, what waits, and in the end what came of it all. */
export function openLedger(url, tenant) {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'drill' });
  // A drill stops Postgres under it; the end of the process is the supervisor's.
  pool.on('error', () => {});
  const rows = async (text, values = [tenant]) => (await pool.query(text, values)).rows;
  const number = async (text, values) => Number((await rows(text, values))[0].count);

  /** True while this process has a transaction open. */
  async function isMidWork(name) {
    const like = `kelp-${name}%`;
    const text = `select count(*) from pg_stat_activity where application_name like $1 and state <> 'idle' and xact_start is not null`;
    return (await number(text, [like])) > 0;
  }

  /** What still waits to be published, handled, run or mailed. */
  async function waiting() {
    const [row] = await rows(
      `select (select count(*)::int from outbox where tenant_id = $1 and published_at is null) as unpublished,
         (select count(*)::int from deliveries where tenant_id = $1 and state = 'pending') as deliveries,
         (select count(*)::int from jobs where tenant_id = $1 and state in ('queued', 'added', 'running')) as jobs,
         (select count(*)::int from email_messages where tenant_id = $1 and state not in ('sent', 'failed', 'suppressed')) as mails`,
    );
    return row;
  }

  const sameValueTwice = (table, columns, where = 'true') =>
    number(
      `select coalesce(sum(many - 1), 0) as count from
       (select count(*) as many from ${table} where tenant_id = $1 and ${where} group by ${columns} having count(*) > 1) as twice`,
    );
  const missing = (table, ids) =>
    number(
      `select count(*) from unnest($2::uuid[]) as wanted(id) where not exists (select 1 from ${table} r where r.tenant_id = $1 and r.id = wanted.id)`,
      [tenant, ids],
    );

  /** What must be zero, by name. */
  async function faults(acknowledged, dead) {
    return {
      'acknowledged tickets lost': await missing('tickets', acknowledged.tickets),
      'acknowledged comments lost': await missing('comments', acknowledged.comments),
      'tickets doubled': await sameValueTwice('tickets', 'title'),
      'comments doubled': await sameValueTwice('comments', 'ticket_id, text'),
      'ticket numbers with a gap': await number(
        `select max(number) - count(*) as count from tickets where tenant_id = $1`,
      ),
      'events not published': (await waiting()).unpublished,
      'events without a delivery': await number(
        `select count(*) from outbox o where o.tenant_id = $1 and o.type in ('ticket.created', 'ticket.commented')
         and not exists (select 1 from deliveries d where d.tenant_id = o.tenant_id and d.event_id = o.id)`,
      ),
      'deliveries not done (without what must be dead)': await number(
        `select count(*) from deliveries where tenant_id = $1 and state <> 'done' and event_id <> all($2::uuid[])`,
        [tenant, dead],
      ),
      'deliveries that must be dead and are not': await number(
        `select count(*) from unnest($2::uuid[]) as wanted(id) left join deliveries d on d.tenant_id = $1 and d.event_id = wanted.id
         where d.state is distinct from 'dead'`,
        [tenant, dead],
      ),
      'jobs not done': await number(
        `select count(*) from jobs where tenant_id = $1 and state <> 'done' and run_at <= now()`,
      ),
      'SLA clocks started twice': await sameValueTwice('sla_facts', 'ticket_id', "kind = 'created'"),
      'SLA clocks never started': await number(
        `select count(*) from tickets t where t.tenant_id = $1
         and not exists (select 1 from sla_facts f where f.tenant_id = $1 and f.ticket_id = t.id and f.kind = 'created')`,
      ),
      'notifications doubled': await sameValueTwice(
        'notifications',
        'user_id, ticket_id, subtype',
        `subtype = ${assigned}`,
      ),
      'notifications missing': await number(
        `select count(*) from tickets t where t.tenant_id = $1 and t.assigned_to is not null and not exists
         (select 1 from notifications n where n.tenant_id = $1 and n.ticket_id = t.id and n.subtype = ${assigned})`,
      ),
      'mails doubled (key)': await sameValueTwice('email_messages', 'dedupe_key'),
      'mails doubled (Message-ID)': await sameValueTwice('email_messages', 'rfc_message_id, to_address'),
      'replies not mailed': await number(
        `select count(*) from comments c where c.tenant_id = $1 and c.visibility = 'public' and not exists
         (select 1 from email_messages m where m.tenant_id = $1 and m.rfc_message_id = c.rfc_message_id and m.state = 'sent')`,
      ),
    };
  }

  /** How much there was of everything. */
  async function totals() {
    const [row] = await rows(
      `select (select count(*)::int from tickets where tenant_id = $1) as tickets,
         (select count(*)::int from comments where tenant_id = $1) as comments,
         (select count(*)::int from outbox where tenant_id = $1) as events,
         (select count(*)::int from deliveries where tenant_id = $1) as deliveries,
         (select count(*)::int from jobs where tenant_id = $1) as jobs,
         (select count(*)::int from email_messages where tenant_id = $1) as mails`,
    );
    return row;
  }

  return {
    isMidWork,
    waiting,
    faults,
    totals,
    ...openEvents(pool, tenant),
    ...openOutcomes(pool, tenant),
    close: () => pool.end(),
  };
}
