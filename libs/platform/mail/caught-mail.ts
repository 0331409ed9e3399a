import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CaughtMail } from './catcher';

const kept = 500;
const namePattern = /^\d{13}-[0-9a-f-]{36}$/;

/** One caught mail in the list, newest first. */
export interface CaughtMailEntry {
  id: string;
  at: Date;
}

/** The folder where the catcher keeps what would have gone out: the newest 500, one file each. */
export function openCaughtMail(folder: string) {
  const list = async (): Promise<CaughtMailEntry[]> => {
    const names = await readdir(folder).catch(() => []);
    return names
      .filter((name) => namePattern.test(name))
      .sort()
      .reverse()
      .map((id) => ({ id, at: new Date(Number(id.slice(0, 13))) }));
  };
  return {
    list,
    async keep({ raw, envelope }: CaughtMail): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = `${Date.now()}-${randomUUID()}`;
      const content = Buffer.concat([Buffer.from(`${JSON.stringify(envelope)}\n`), raw]);
      await writeFile(join(folder, `.${id}`), content, { mode: 0o600 });
      await rename(join(folder, `.${id}`), join(folder, id));
      for (const old of (await list()).slice(kept)) await rm(join(folder, old.id), { force: true });
    },
    /** Null when there is no such mail. */
    async read(id: string): Promise<CaughtMail | null> {
      if (!namePattern.test(id)) return null;
      const content = await readFile(join(folder, id)).catch(() => null);
      if (!content) return null;
      const end = content.indexOf(10);
      return {
        envelope: JSON.parse(content.subarray(0, end).toString()) as CaughtMail['envelope'],
        raw: content.subarray(end + 1),
      };
    },
  };
}
