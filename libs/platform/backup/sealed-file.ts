import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { AppError } from '@kelp/std';

const chunkBytes = 1024 * 1024;
const tagBytes = 16;
const longestHead = 4096;
/** OWASP’s settings for scrypt: 128 MiB. */
const cost = { N: 2 ** 17, r: 8, p: 1 };
const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** The first line of the file. Without a passphrase the key stands here: damage is noticed then, and nobody is kept out. */
interface Head {
  kelp: 'backup';
  format: 1;
  key?: string;
  passphrase?: { salt: string; N: number; r: number; p: number; check: string };
}

const refusal = (id: string, sentence: string) => new AppError(`backup.${id}`, 409, sentence);
const damaged = (file: string) =>
  refusal('damaged', `${file} was changed or damaged after it was made. Use another copy of this backup.`);
const cutOff = (file: string) =>
  refusal('cut_off', `${file} ends before its end: it was not copied whole. Copy it again, or use another backup.`);

/** 32 bytes of key and 32 by which a wrong passphrase is told from a damaged file. */
async function keyOf(passphrase: string, salt: Buffer, { N, r, p }: typeof cost): Promise<[Buffer, string]> {
  const bytes = await derive(passphrase, salt, 64, { N, r, p, maxmem: 256 * 1024 * 1024 });
  return [bytes.subarray(0, 32), createHash('sha256').update(bytes.subarray(32)).digest('base64url')];
}

// Each file has a key of its own, so counting is enough for nonces that never repeat.
function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}

const aboutOf = (line: Buffer, isLast: boolean) =>
  createHash('sha256')
    .update(line)
    .update(isLast ? 'last' : 'more')
    .digest();

/**
 * The bytes of a sealed file around `content`: a line that says how the key is found, then chunks under AES-256-GCM, each bound to its place
 * and to that line, the last one marked.
 */
export async function* sealFile(content: AsyncIterable<Buffer>, passphrase?: string): AsyncGenerator<Buffer> {
  const head: Head = { kelp: 'backup', format: 1 };
  let key = randomBytes(32);
  if (passphrase) {
    const salt = randomBytes(16);
    const [found, check] = await keyOf(passphrase, salt, cost);
    key = Buffer.from(found);
    head.passphrase = { salt: salt.toString('base64url'), ...cost, check };
  } else head.key = key.toString('base64url');
  const line = Buffer.from(`${JSON.stringify(head)}\n`);
  yield line;
  let index = 0;
  const sealed = (chunk: Buffer, isLast: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index++)).setAAD(aboutOf(line, isLast));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length * 2 + Number(isLast));
    return Buffer.concat([length, cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  };
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const part of content) {
    for (let from = 0; from < part.length;) {
      const piece = part.subarray(from, from + chunkBytes - size);
      waiting.push(piece);
      size += piece.length;
      from += piece.length;
      if (size < chunkBytes) continue;
      yield sealed(Buffer.concat(waiting), false);
      [waiting, size] = [[], 0];
    }
  }
  yield sealed(Buffer.concat(waiting), true);
}

/**
 * What `sealFile` was given, chunk by chunk; nothing is handed out that was not checked.
 * @throws AppError `backup.unknown` for another kind of file, `backup.passphrase` without the right one, `backup.damaged`, `backup.cut_off`.
 */
export async function* openSealedFile(file: string, passphrase?: string): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r').catch(() => {
    throw refusal('missing', `There is no file ${file}, or it may not be read.`);
  });
  try {
    const line = await readLine(handle, file);
    const key = await findKey(line, file, passphrase);
    let at = line.length;
    for (let index = 0, isLast = false; !isLast; index += 1) {
      const length = (await readExactly(handle, at, 4, file)).readUInt32BE();
      isLast = length % 2 === 1;
      const size = Math.floor(length / 2);
      if (size > chunkBytes) throw damaged(file);
      const bytes = await readExactly(handle, at + 4, size + tagBytes, file);
      at += 4 + bytes.length;
      yield opened(bytes, key, index, aboutOf(line, isLast), file);
    }
    const { size } = await handle.stat();
    if (size !== at) throw damaged(file);
  } finally {
    await handle.close();
  }
}

function opened(bytes: Buffer, key: Buffer, index: number, about: Buffer, file: string): Buffer {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(about);
    cipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    return Buffer.concat([cipher.update(bytes.subarray(0, bytes.length - tagBytes)), cipher.final()]);
  } catch {
    throw damaged(file);
  }
}

async function readExactly(handle: FileHandle, at: number, size: number, file: string): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  for (let done = 0; done < size;) {
    const { bytesRead } = await handle.read(bytes, done, size - done, at + done);
    if (bytesRead === 0) throw cutOff(file);
    done += bytesRead;
  }
  return bytes;
}

async function readLine(handle: FileHandle, file: string): Promise<Buffer> {
  const bytes = Buffer.alloc(longestHead);
  const { bytesRead } = await handle.read(bytes, 0, longestHead, 0);
  const end = bytes.subarray(0, bytesRead).indexOf('\n');
  if (end < 0 || !bytes.toString('utf8').startsWith('{"kelp":"backup"'))
    throw refusal('unknown', `${file} is no backup of Kelp.`);
  return bytes.subarray(0, end + 1);
}

async function findKey(line: Buffer, file: string, passphrase?: string): Promise<Buffer> {
  const head = readHead(line, file);
  if (head.format !== 1)
    throw refusal('unknown', `${file} was made by a newer Kelp. Restore it with that version or a later one.`);
  if (!head.passphrase) {
    if (passphrase)
      throw refusal('passphrase', `${file} was made without a passphrase, but one was given. Is it the right file?`);
    return Buffer.from(head.key ?? '', 'base64url');
  }
  if (!passphrase)
    throw refusal(
      'passphrase',
      `${file} is encrypted. Give its passphrase in KELP_BACKUP_PASSPHRASE or with --passphrase-file.`,
    );
  const { salt, check, ...given } = head.passphrase;
  if (given.N !== cost.N || given.r !== cost.r || given.p !== cost.p) throw damaged(file);
  const [key, found] = await keyOf(passphrase, Buffer.from(salt, 'base64url'), cost);
  if (found !== check) throw refusal('passphrase', `The passphrase is not the one that ${file} was made with.`);
  return key;
}

function readHead(line: Buffer, file: string): Head {
  try {
    return JSON.parse(line.toString('utf8')) as Head;
  } catch {
    throw damaged(file);
  }
}
