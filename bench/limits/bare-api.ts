import express from 'express';
import pg from 'pg';
import { sql, type Sql } from '@kelp/platform/db';
import { ticketFrom, ticketSelect } from '../../libs/modules/tickets/queries/ticket-rows';

/**
 * The limit for `/api/v1/tickets`: Express and pg alone, running the statements of our two queries as the app role under
 * row-level security, sent pipelined as ours are. No keys, guards, contracts, limits, logs or headers. Started as
 * `bare-api.mjs --bare <tenant> <port>`.
 */
export function serveBareApi(tenant: string, port: number): void {
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 8, pipeline: true } as pg.PoolConfig);
  const inTransaction = async (statements: readonly Sql[]): Promise<unknown[][]> => {
    const client = await pool.connect();
    try {
      const sent = [
        client.query('BEGIN READ ONLY'),
        client.query(`SELECT set_config('app.tenant',$1,true)`, [tenant]),
        ...statements.map((statement) => {
          const { text, values } = statement.compile();
          return client.query({ text, values });
        }),
        client.query('COMMIT'),
      ];
      return (await Promise.all(sent)).slice(2, -1).map((result) => result.rows as unknown[]);
    } finally {
      client.release();
    }
  };
  const around = [sql`select n from live_counters where tenant_id = ${tenant}`];
  const open = sql`t.tenant_id = ${tenant} and not t.is_closed`;
  const app = express();
  app.get('/tickets', async (_request, response) => {
    const [rows] = await inTransaction([
      sql`select ${ticketSelect} ${ticketFrom} where ${open} order by t.last_activity_at desc, t.id desc limit 51`,
      sql`select count(*)::int as count from (select 1 from tickets t where ${open} limit 201) as capped`,
      ...around,
    ]);
    response.json({ data: rows?.slice(0, 50) });
  });
  app.get('/tickets/:id', async (request, response) => {
    const { id } = request.params;
    const [rows, comments] = await inTransaction([
      sql`select ${ticketSelect}, t.origin, k.email as contact_email, t.team_id, g.name as team_name, t.impact, t.urgency, t.closed_at
          ${ticketFrom} left join teams g on g.tenant_id = t.tenant_id and g.id = t.team_id where t.tenant_id = ${tenant} and t.id = ${id}`,
      sql`select * from comments where tenant_id = ${tenant} and ticket_id = ${id} order by id`,
      sql`select * from attachments where tenant_id = ${tenant} and ticket_id = ${id} order by id`,
      ...around,
    ]);
    response.json({ data: { ...(rows?.[0] as object), comments } });
  });
  app.get('/ready', (_request, response) => void response.send('ready'));
  app.listen(port);
}
