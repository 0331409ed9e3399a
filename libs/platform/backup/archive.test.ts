import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArchive, writeArchive, type EntryToWrite } from './archive';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kelp-archive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const passphrase = 'winter-harbor-lantern';
// Random, so that compression leaves several sealed chunks.
const big = randomBytes(3_500_000);

async function* parts(...buffers: Buffer[]) {
  yield* buffers;
}
async function* entries(): AsyncGenerator<EntryToWrite> {
  yield {
    head: { kind: 'rows', table: 'tickets', columns: ['id', 'title'] },
    content: parts(Buffer.from('1\tPrinter\n')),
  };
  yield { head: { kind: 'file', key: 'a' }, content: parts(big.subarray(0, 1_000_000), big.subarray(1_000_000)) };
  yield { head: { kind: 'file', key: 'empty' }, content: parts() };
}

async function write(phrase?: string): Promise<string> {
  const file = join(folder, 'one.backup');
  const written: string[] = [];
  await writeArchive(file, {
    passphrase: phrase,
    entries: entries(),
    written: (head, { size }) => written.push(`${head.kind} ${size}`),
    manifest: () => ({ written }),
  });
  return file;
}

async function read(file: string, phrase?: string): Promise<{ found: string[]; manifest: unknown }> {
  const found: string[] = [];
  const manifest = await readArchive(file, phrase, async ({ head, content, seen }) => {
    const all: Buffer[] = [];
    for await (const part of content) all.push(part);
    if (head.kind === 'file' && head.key === 'a') expect(Buffer.concat(all).equals(big)).toBe(true);
    found.push(`${JSON.stringify(head)} ${seen().size}`);
  });
  return { found, manifest };
}
const refusal = (file: string, phrase?: string) =>
  read(file, phrase).then(
    () => 'read',
    (error: { id?: string; message: string }) => error.id ?? error.message,
  );

it.each([undefined, passphrase])('gives back what was written, with passphrase %s', async (phrase) => {
  const file = await write(phrase);
  const { found, manifest } = await read(file, phrase);
  expect(found).toEqual([
    '{"kind":"rows","table":"tickets","columns":["id","title"]} 10',
    '{"kind":"file","key":"a"} 3500000',
    '{"kind":"file","key":"empty"} 0',
  ]);
  expect(manifest).toEqual({ written: ['rows 10', 'file 3500000', 'file 0'] });
  expect((await stat(file)).mode & 0o077).toBe(0);
});

it('shows nothing of its content to whoever lacks the passphrase', async () => {
  const file = await write(passphrase);
  const bytes = await readFile(file);
  expect(bytes.includes('Printer') || bytes.includes('tickets')).toBe(false);
  expect(await refusal(file)).toBe('backup.passphrase');
  expect(await refusal(file, 'another-passphrase')).toBe('backup.passphrase');
});

it('takes no file without a passphrase in the place of an encrypted one', async () => {
  expect(await refusal(await write(), passphrase)).toBe('backup.passphrase');
});

it.each([undefined, passphrase])('refuses a file cut off anywhere, with passphrase %s', async (phrase) => {
  const bytes = await readFile(await write(phrase));
  const cut = join(folder, 'cut.backup');
  const line = bytes.indexOf('\n') + 1;
  for (const length of [line, line + 3, line + 100, 1_200_000, 3_300_000, bytes.length - 20, bytes.length - 1]) {
    await writeFile(cut, bytes.subarray(0, length));
    expect([length, await refusal(cut, phrase)]).toEqual([length, 'backup.cut_off']);
  }
});

it.each([undefined, passphrase])('refuses a file with one changed byte, with passphrase %s', async (phrase) => {
  const bytes = await readFile(await write(phrase));
  const edited = join(folder, 'edited.backup');
  const line = bytes.indexOf('\n') + 1;
  for (const at of [line, line + 1, line + 2, line + 40, 1_000_000, 2_500_000, bytes.length - 30, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    await writeFile(edited, changed);
    expect([at, await refusal(edited, phrase)]).toEqual([at, expect.stringMatching(/^backup\.(damaged|cut_off)$/)]);
  }
  await writeFile(edited, Buffer.concat([bytes, Buffer.from('more')]));
  expect(await refusal(edited, phrase)).toBe('backup.damaged');
  // The first and second chunk are as long as each other; changed places must show.
  const second = line + 4 + 1024 * 1024 + 16;
  const swapped = Buffer.concat([
    bytes.subarray(0, line),
    bytes.subarray(second, second * 2 - line),
    bytes.subarray(line, second),
    bytes.subarray(second * 2 - line),
  ]);
  await writeFile(edited, swapped);
  expect(await refusal(edited, phrase)).toBe('backup.damaged');
});

it('says of another kind of file that it is no backup, and of a missing one that it is missing', async () => {
  const other = join(folder, 'other.txt');
  await writeFile(other, 'Dear diary\n');
  expect(await refusal(other)).toBe('backup.unknown');
  expect(await refusal(join(folder, 'none'))).toBe('backup.missing');
});

it('leaves no file when the content cannot be read to its end', async () => {
  async function* broken(): AsyncGenerator<EntryToWrite> {
    yield* entries();
    throw new Error('connection lost');
  }
  const given = { entries: broken(), written: () => undefined, manifest: () => ({}) };
  await expect(writeArchive(join(folder, 'two.backup'), given)).rejects.toThrow('connection lost');
  expect(await readdir(folder)).toEqual([]);
});
