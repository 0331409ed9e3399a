import { resolver } from '@kelp/kernel';

/** The TXT record that proves whose a domain is. */
export const domainRecord = (host: string, token: string) => ({
  name: `_kelp-portal.${host}`,
  value: `kelp-portal=${token}`,
});

export type RecordAnswer = 'found' | 'missing' | 'wrong' | 'unreachable';

const patienceMs = 10_000;
const nothing = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN']);

/** Asks the DNS for the record; `unreachable` when it gave no answer, which says nothing about the domain. Outside transactions only. */
export async function askForRecord(host: string, token: string): Promise<RecordAnswer> {
  const { name, value } = domainRecord(host, token);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The DNS did not answer in time.')), patienceMs);
  });
  try {
    const records = await Promise.race([resolver()(name, 'TXT'), late]);
    const texts = records.map((parts) => (Array.isArray(parts) ? parts.join('') : parts).trim());
    if (texts.includes(value)) return 'found';
    return texts.length === 0 ? 'missing' : 'wrong';
  } catch (error) {
    return nothing.has(String((error as { code?: unknown }).code)) ? 'missing' : 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}
