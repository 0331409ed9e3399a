import { readFileSync } from 'node:fs';
import express from 'express';
import pg from 'pg';

/** One page of one list: the statements that our program sends for it. */
export interface ListCase {
  name: string;
  /** The query of our API's address. */
  address: string;
  statements: { text: string; values: unknown[] }[];
}

/**
 * The limit for lists of tickets: Express and pg alone, running our own statements as the app role under row-level security, sent pipelined as ours are.
 * No keys, guards, contracts, limits, logs or headers. Started as `list.mjs --bare <tenant> <port> <file of cases>`.
 */
export function serveBareList(tenant: string, port: number, file: string): void {
  const cases = JSON.parse(readFileSync(file, 'utf8')) as ListCase[];
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 8, pipeline: true } as pg.PoolConfig);
  const app = express();
  app.get('/list/:at', async (request, response) => {
    const { statements } = cases[Number(request.params.at)] as ListCase;
    const client = await pool.connect();
    try {
      const sent = [
        client.query('BEGIN READ ONLY'),
        client.query(`SELECT set_config('app.tenant',$1,true)`, [tenant]),
        ...statements.map((statement) => client.query(statement)),
        client.query('COMMIT'),
      ];
      const results = await Promise.all(sent);
      response.json({
        data: results.slice(2, -1).find((result) => result.rows[0]?.['title'] !== undefined)?.rows ?? [],
      });
    } finally {
      client.release();
    }
  });
  app.get('/ready', (_request, response) => void response.send('ready'));
  app.listen(port);
}
