import { createOwner } from '@kelp/identity';
import { fileStorage, useStorage, type Module } from '@kelp/kernel';
import { createTenant } from '@kelp/tenants';
import { openStorage, storageKey } from '@kelp/platform/storage';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { recordUpload, sealUpload } from '@kelp/tickets';
import { newId } from '@kelp/std';
import {
  checkImport,
  createImport,
  getImport,
  listImportRows,
  runImport,
  undoImport,
  type ImportMode,
  type KindKey,
  type SystemKey,
} from '../contract';

/** A workspace of its own for each test, and what a person does with a file there. */
export function importDesk(...modules: Module[]) {
  let test: TestHouse;
  let tenant: string;
  let olive: string;

  beforeAll(async () => {
    test = await testHouse(...modules);
    useStorage(await openStorage(`/tmp/imports-${newId()}`));
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    const named = { name: 'Northstar IT', zone: 'UTC', currency: 'USD', isDemo: false };
    tenant = await createTenant(test.house, named, async () => undefined);
    olive = await test.inside(tenant, (ctx) =>
      createOwner(ctx, { name: 'Olive', email: `olive-${newId()}@imports.test`, password: 'Harbor-Lantern-42' }),
    );
  });

  const staff = () => callerWith(tenant, 'all', { id: olive });

  /** A file as it lies after it was sent up. */
  async function upload(content: string | Buffer, filename: string): Promise<string> {
    const id = newId();
    const bytes = Buffer.from(content);
    const { sha256, size } = await fileStorage().put(storageKey(tenant, 'upload', id), bytes, {
      contentType: 'text/csv',
    });
    const file = { id, filename, contentType: 'text/csv', size, sha256, seal: sealUpload({ id, size, sha256 }) };
    await test.as(staff(), recordUpload, file);
    return id;
  }
  async function begin(
    content: string | Buffer,
    kind: KindKey = 'clients',
    mode: ImportMode = 'both',
    system: SystemKey = 'csv',
  ): Promise<string> {
    const uploadId = await upload(content, `${kind}.csv`);
    const { id } = await test.as(staff(), createImport, { uploadId, kind, mode, system });
    await settle(test);
    return id;
  }
  const read = (id: string) => test.as(staff(), getImport, { id });
  const worked = (act: typeof checkImport) => async (id: string) => {
    await test.as(staff(), act, { id });
    await settle(test);
    return read(id);
  };
  const check = worked(checkImport);
  const run = worked(runImport as unknown as typeof checkImport);
  const undo = worked(undoImport as unknown as typeof checkImport);
  const rowsOf = async (id: string) => (await test.as(staff(), listImportRows, { id, after: 0, limit: 100 })).rows;

  return {
    house: () => test,
    tenant: () => tenant,
    olive: () => olive,
    staff,
    upload,
    begin,
    read,
    check,
    run,
    undo,
    rowsOf,
    /** Lines with a problem, each with what was said of it. */
    problemsOf: async (id: string) =>
      (await rowsOf(id)).filter(({ problems }) => problems.length > 0).map(({ line, problems }) => [line, ...problems]),
    /** From the file to its last row. */
    whole: async (content: string | Buffer, kind: KindKey = 'clients', mode: ImportMode = 'both') => {
      const id = await begin(content, kind, mode);
      await check(id);
      return { id, done: await run(id) };
    },
  };
}
