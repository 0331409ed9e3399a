/** What came of a drill outside the workspace that the load writes into. */
export function openOutcomes(pool, drillTenant) {
  const rows = async (text, values) => (await pool.query(text, values)).rows;
  const first = async (text, values) => (await rows(text, values))[0];

  return {
    /** How late the clocks of a workspace fired, in seconds. */
    async lateness(tenant) {
      const found = await first(
        `select count(*)::int as fired, coalesce(percentile_cont(0.5) within group (order by late), 0)::float8 as median,
           coalesce(max(late), 0)::float8 as worst, (count(*) filter (where late > 5))::int as "tooLate", (count(*) filter (where late < 0))::int as early
         from (select extract(epoch from fired_at - crossed_at) as late from sla_firings where tenant_id = $1 and clock = 'response') as firings`,
        [tenant],
      );
      return found;
    },

    /** What there is of an import whose promises were all past. */
    imported: (tenant) =>
      first(
        `select (select count(*)::int from tickets where tenant_id = $1) as tickets,
           (select count(*)::int from sla_facts where tenant_id = $1 and is_muted) as facts,
           (select count(*)::int from sla_firings where tenant_id = $1 and mode = 'suppressed') as suppressed,
           (select count(*)::int from sla_firings where tenant_id = $1 and mode <> 'suppressed')
             + (select count(*)::int from notifications where tenant_id = $1) as told,
           (select count(*)::int from email_messages where tenant_id = $1) as mails,
           (select count(*)::int from due_items where tenant_id = $1 and kind = 'sla.threshold' and key like '%:response') as due`,
        [tenant],
      ),

    /** Mails of the drill that are marked sent and are not among these Message-IDs. */
    async notArrived(messageIds) {
      const { count } = await first(
        `select count(*)::int from email_messages where tenant_id = $1 and state = 'sent' and rfc_message_id <> all($2::text[])`,
        [drillTenant, messageIds],
      );
      return count;
    },

    /** Rows of a workspace in all tables together, its own row included. */
    async rowsOf(tenant) {
      const tables = await rows(
        `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
        [],
      );
      const counts = tables.map(({ name }) => `(select count(*) from "${name}" where tenant_id = $1)`).join(' + ');
      const { count } = await first(`select ${counts} + (select count(*) from tenants where id = $1) as count`, [
        tenant,
      ]);
      return Number(count);
    },

    /** What a clock that runs ahead would leave behind: rows dated into the future, and work put off too far. */
    async fromTheFuture() {
      const soon = `now() + interval '5 minutes'`;
      return first(
        `select (select count(*)::int from tickets where created_at > now()) + (select count(*)::int from comments where created_at > now())
             + (select count(*)::int from notifications where created_at > now()) as "rows dated into the future",
           (select count(*)::int from sla_facts where occurred_at > now() or recorded_at > now())
             + (select count(*)::int from sla_firings where fired_at > now()) as "SLA facts of the future",
           (select count(*)::int from schedules where last_fired_at > now()) as "schedules that ran before their time",
           (select count(*)::int from jobs where state in ('added', 'running') and lease_until > ${soon})
             + (select count(*)::int from deliveries where state = 'pending' and next_at > ${soon})
             + (select count(*)::int from email_messages where next_at > ${soon})
             + (select count(*)::int from leases where until > ${soon}) as "work put off too far"`,
        [],
      );
    },
  };
}
