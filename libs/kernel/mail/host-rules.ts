import type { Config } from '@kelp/platform/config';
import { sql } from '@kelp/platform/db';
import type { MailHostRules } from '@kelp/platform/mail';
import type { House } from '../unit';

const countedForMs = 60_000;

/**
 * Where the mail servers of tenants may lie, asked anew for each connection. Without a word of the operator private networks are open to the one
 * workspace of an installation, whose machines they are, and closed as soon as there are several, since then one workspace could look around in
 * a network that is none of its own.
 */
export function rulesOfHosts(
  config: Pick<Config, 'MAIL_LOCAL_HOSTS' | 'KELP_PRIVATE_MAIL_HOSTS'>,
  countWorkspaces: () => Promise<number>,
): () => Promise<MailHostRules> {
  const allowLocal = config.MAIL_LOCAL_HOSTS;
  const said = config.KELP_PRIVATE_MAIL_HOSTS;
  return async () => ({ allowLocal, allowPrivate: said ? said === 'allow' : (await countWorkspaces()) <= 1 });
}

/** The number of active workspaces, at most a minute old. */
export function workspaceCounter(house: House): () => Promise<number> {
  let known: { at: number; count: Promise<number> } | undefined;
  return () => {
    if (known && performance.now() - known.at < countedForMs) return known.count;
    const count = house.database.asSystem(async (rows) => {
      const [row] = await rows<{ count: number }>(sql`select count(*)::int as count from active_tenants()`);
      return row?.count ?? 0;
    });
    known = { at: performance.now(), count };
    // a database that could not be asked is asked again
    count.catch(() => (known = undefined));
    return count;
  };
}

/** Closed until a process has opened its engines. */
let given: () => Promise<MailHostRules> = () => Promise.resolve({ allowLocal: false, allowPrivate: false });

/** Gives this process its rules; `openEngines` does. */
export function useMailHostRules(rules: () => Promise<MailHostRules>): void {
  given = rules;
}

/** Where the mail servers of tenants may lie now. */
export const mailHostRules = (): Promise<MailHostRules> => given();
