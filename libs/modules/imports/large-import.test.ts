import { catalogModule } from '@kelp/catalog';
import { clientsModule } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import { sql, type Unit } from '@kelp/platform/db';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { checkImport, exportFailedRows, listImportRows, stopImport, type KindKey } from './contract';
import { limits } from './domain/limits';
import { importsModule } from './module';
import { nextStretch } from './run/stretch';
import { importDesk } from './testing/import-desk';

const desk = importDesk(identityModule, clientsModule, catalogModule, ticketsModule, timeModule, importsModule);
const { staff, begin, read, check, run, whole } = desk;
const test = () => desk.house();

const lines = (count: number) =>
  Array.from({ length: count }, (_, n) => `Client ${n + 1},${n % 1000 === 0 ? '' : 'x'}`);
const file = (count: number) => `Name,Notes\n${lines(count).join('\n')}\n`;

it('takes as many rows as a file may have, works on a stretch of them at a time, and shows them page by page', async () => {
  const id = await begin(file(limits.rows));
  expect(await read(id)).toMatchObject({ state: 'mapping', total: limits.rows, counts: { waiting: limits.rows } });
  const seen: number[] = [];
  for (let after = 0, pages = 0; pages < 3; pages += 1) {
    const page = await test().as(staff(), listImportRows, { id, after, limit: 200 });
    expect(page.rows).toHaveLength(200);
    seen.push(...page.rows.map(({ line }) => line));
    after = page.next ?? 0;
  }
  expect(seen).toEqual(Array.from({ length: 600 }, (_, n) => n + 2));
  const last = await test().as(staff(), listImportRows, { id, after: limits.rows, limit: 200 });
  expect([last.rows.map(({ title }) => title), last.next]).toEqual([[`Client ${limits.rows}`], null]);
  await test().as(staff(), checkImport, { id });
  const stretch = await test().inside(desk.tenant(), (ctx) => nextStretch(ctx, id, 1));
  expect(stretch?.rows).toHaveLength(250);
  await test().as(staff(), stopImport, { id });
  // What was not written goes out in pages, too, each going on where the one before ended.
  await test().inside(desk.tenant(), (ctx) =>
    ctx.db.rows(
      sql`update import_rows set state = 'failed' where tenant_id = ${ctx.tenant} and import_id = ${id} and line <= 2501`,
    ),
  );
  const counts: number[] = [];
  let after: string | undefined;
  do {
    const page = await test().as(staff(), exportFailedRows, { id, ...(after ? { after } : {}) });
    counts.push(page.csv.trimEnd().split('\r\n').length);
    after = page.next ?? undefined;
  } while (after);
  expect(counts).toEqual([1001, 1000, 500]);
});

it('writes two hundred rows in as many statements as twenty', async () => {
  const statementsOf = async (kind: KindKey, content: string) => {
    const id = await begin(content, kind);
    await check(id);
    const { database } = test().house;
    const { inTenant } = database;
    let statements = 0;
    const spy = jest.spyOn(database, 'inTenant').mockImplementation((tenant, mode, work, timeoutMs) => {
      const counted = (unit: Unit): Unit => ({
        ...unit,
        rows: (statement) => {
          statements += 1;
          return unit.rows(statement);
        },
      });
      return inTenant(tenant, mode, (unit) => work(counted(unit)), timeoutMs);
    });
    expect((await run(id)).counts).toEqual({ created: content.trim().split('\n').length - 1 });
    spy.mockRestore();
    return statements;
  };
  const rows = (words: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => words.replaceAll('#', String(from + n))).join('\n');
  const clientFile = (from: number, to: number) => `Id,Name,City\n${rows('#,Client #,Rome', from, to)}\n`;
  const ticketFile = (from: number, to: number) =>
    `Id,Number,Title,Company,Status,Opened,Details\n${rows('#,T-#,Ticket #,Client #,Closed,2024-03-01,Words #', from, to)}\n`;
  const few = await statementsOf('clients', clientFile(0, 20));
  expect(await statementsOf('clients', clientFile(20, 220))).toBe(few);
  const contactFile = (from: number, to: number) =>
    `Name,Email,Company,Mobile\n${rows('Person #,p#@acme.test,Client #,+49 171 #', from, to)}\n`;
  const fewContacts = await statementsOf('contacts', contactFile(0, 20));
  expect(await statementsOf('contacts', contactFile(20, 220))).toBe(fewContacts);
  const fewTickets = await statementsOf('tickets', ticketFile(0, 20));
  expect(await statementsOf('tickets', ticketFile(20, 220))).toBe(fewTickets);
  await whole('Name,Type,Rate\nRemote support,hourly,120\n', 'services');
  const timeFile = (from: number, to: number) =>
    `Person,Ticket,Start,Minutes,Notes\n${rows('Olive,T-#,2024-03-02 09:00,30,Work #', from, to)}\n`;
  const fewEntries = await statementsOf('time', timeFile(0, 20));
  // Budgets of projects are looked at after each batch of events.
  expect(await statementsOf('time', timeFile(20, 220))).toBeLessThan(200);
  expect(few + fewContacts + fewTickets + fewEntries).toBeLessThan(250);
});

it('refuses one row more, with what to do', async () => {
  const id = await begin(file(limits.rows + 1));
  expect(await read(id)).toMatchObject({
    state: 'unreadable',
    problem: 'The file has more than 50,000 rows. Split it and import the parts one after the other.',
  });
});
