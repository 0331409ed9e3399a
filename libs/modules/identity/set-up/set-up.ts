import type { House } from '@kelp/kernel';
import { randomToken, sha256 } from '@kelp/platform/crypto';
import { sql } from '@kelp/platform/db';
import { AppError, refused } from '@kelp/std';
import { createTenant } from '@kelp/tenants';
import { checkPassword } from '../domain/password-rules';
import { pageAddress } from '../links';
import { createOwner, writeOperator } from '../write-user';

export type SetupState = 'open' | 'finished' | 'wrong_link';

const finished = () => refused('setup.finished', 'Kelp is set up already. Sign in instead.');
const wrongLink = () =>
  new AppError(
    'setup.wrong_link',
    410,
    'This set-up link is not valid any more. Use the newest one that the program printed.',
  );

async function countTenants(house: House): Promise<number> {
  const [row] = await house.database.control<{ count: number }>(sql`select count_tenants() as count`);
  return row?.count ?? 0;
}

/**
 * The address of the set-up page with a new single-use secret, while there is no workspace (demonstrations aside); every earlier link is
 * void. Null once set-up is finished, for good.
 */
export async function makeSetupLink(house: House): Promise<string | null> {
  if ((await countTenants(house)) > 0) return null;
  const token = randomToken();
  // A set-up that is being completed just now holds the row; afterwards its mark stays.
  const [row] = await house.database.control(
    sql`insert into setup_links (token_hash) values (${sha256(token)})
        on conflict (is_only) do update set token_hash = excluded.token_hash, made_at = now() where setup_links.used_at is null
        returning made_at`,
  );
  return row ? pageAddress.setUp(token) : null;
}

/** What the set-up page shows for this secret: the form, "finished", or that the link was replaced. */
export async function setupState(house: House, token: string): Promise<SetupState> {
  const [link] = await house.database.control<{ tokenHash: string; usedAt: Date | null }>(
    sql`select token_hash, used_at from setup_links`,
  );
  if (link?.usedAt || (await countTenants(house)) > 0) return 'finished';
  return link?.tokenHash === sha256(token) ? 'open' : 'wrong_link';
}

export interface SetupDetails {
  workspaceName: string;
  /** IANA zone. */
  zone: string;
  /** ISO 4217. */
  currency: string;
  name: string;
  email: string;
  password: string;
}

/**
 * Creates the first workspace with its Owner, who becomes the installation's first operator, and closes set-up for good: all in one
 * transaction. Of two browsers on one link one wins, the other gets setup.finished. Throws invalid for a weak password.
 */
export async function completeSetup(house: House, token: string, details: SetupDetails): Promise<{ tenantId: string }> {
  const { workspaceName, zone, currency, ...owner } = details;
  assertOpen(await setupState(house, token));
  checkPassword(owner.password, owner);
  const tenantId = await createTenant(house, { name: workspaceName, zone, currency }, async (ctx) => {
    const used = await ctx.db.maybe(
      sql`update setup_links set used_at = ${ctx.now()} where token_hash = ${sha256(token)} and used_at is null returning made_at`,
    );
    if (!used) throw finished();
    const userId = await createOwner(ctx, owner);
    await writeOperator(ctx, userId);
  });
  return { tenantId };
}

function assertOpen(state: SetupState): void {
  if (state === 'finished') throw finished();
  if (state === 'wrong_link') throw wrongLink();
}
