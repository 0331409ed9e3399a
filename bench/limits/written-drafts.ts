import pg from 'pg';

const books = ['journal_entries', 'postings'];

/**
 * The limit for a billing run: the very rows that it wrote, written once more by set, one statement a table, as the unprivileged role under row-level
 * security with every index, key and constraint of the real tables. Nothing is calculated.
 */
export class WrittenDrafts {
  private constructor(
    private readonly owner: pg.Client,
    private readonly app: pg.Client,
    private readonly tenant: string,
    /** Invoices first: the others refer to them. */
    private readonly tables: readonly string[],
  ) {}

  static async open(tenant: string): Promise<WrittenDrafts> {
    const owner = new pg.Client({ connectionString: process.env['MIGRATION_DATABASE_URL'] });
    const app = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    await Promise.all([owner.connect(), app.connect()]);
    const { rows } = await owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'invoice_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'billing_run%'
       order by c.relname = 'invoice_lines' desc, c.relname = 'claims' desc, c.relname`,
    );
    await owner.query('create schema kept_rows');
    await owner.query('grant usage on schema kept_rows to kelp_app');
    await owner.query('set session_replication_role = replica');
    return new WrittenDrafts(owner, app, tenant, ['invoices', ...rows.map(({ name }) => name)]);
  }

  private ofRun = (table: string): string => {
    if (table === 'invoices') return 'run_id = $2';
    return table === 'postings'
      ? `entry_id in (select id from journal_entries where tenant_id = $1 and ${this.ofRun('journal_entries')})`
      : 'invoice_id in (select id from invoices where tenant_id = $1 and run_id = $2)';
  };

  /** Puts the drafts of this run aside and takes them out of the tables. Returns how many rows there were. */
  async putAside(runId: string): Promise<number> {
    const count = await this.keep(this.tables, runId);
    await this.takeAway(runId);
    return count;
  }

  /** Puts the books of a run with numbers aside and takes them out of the tables. Returns how many rows there were. */
  async putBooksAside(runId: string): Promise<number> {
    const count = await this.keep(books, runId);
    await this.remove(books, runId);
    return count;
  }

  private async keep(tables: readonly string[], runId: string): Promise<number> {
    let count = 0;
    for (const table of tables) {
      await this.owner.query(`drop table if exists kept_rows.${table}`);
      // Types only: the values come by the insert, which takes parameters.
      await this.owner.query(`create table kept_rows.${table} as select * from ${table} where false`);
      const where = `tenant_id = $1 and ${this.ofRun(table)}`;
      const kept = await this.owner.query(`insert into kept_rows.${table} select * from ${table} where ${where}`, [
        this.tenant,
        runId,
      ]);
      count += kept.rowCount ?? 0;
      await this.owner.query(`grant select on kept_rows.${table} to kelp_app`);
    }
    return count;
  }

  private async remove(tables: readonly string[], runId: string): Promise<void> {
    for (const table of [...tables].reverse())
      await this.owner.query(`delete from ${table} where tenant_id = $1 and ${this.ofRun(table)}`, [
        this.tenant,
        runId,
      ]);
  }

  async takeAway(runId: string): Promise<void> {
    await this.remove(this.tables, runId);
    await this.owner.query('vacuum analyze invoices, invoice_lines, invoice_taxes, claims, period_claims');
  }

  /** Writes the drafts that were put aside, in one transaction. */
  write = (): Promise<void> => this.copyBack(this.tables);
  /** Writes the books that were put aside, in one transaction. */
  writeBooks = (): Promise<void> => this.copyBack(books);

  private async copyBack(tables: readonly string[]): Promise<void> {
    await this.app.query('begin');
    await this.app.query(`select set_config('app.tenant', $1, true)`, [this.tenant]);
    for (const table of tables) await this.app.query(`insert into ${table} select * from kept_rows.${table}`);
    const { command } = await this.app.query('commit');
    if (command !== 'COMMIT') throw new Error('The rows could not be written again.');
  }

  async close(): Promise<void> {
    await this.owner.query('drop schema kept_rows cascade');
    await Promise.all([this.owner.end(), this.app.end()]);
  }
}
