import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Second factors: authenticator apps, passkeys, recovery codes; roles that demand one; when a session was last proved. */
export const secondFactors: Migration = {
  name: '0041-second-factors',
  async up(knex) {
    await knex.raw('alter table roles add column second_factor_from timestamptz');
    await knex.raw(`alter table sessions add column proved_at timestamptz,
      add column second_factor text check (second_factor in ('totp', 'passkey', 'recovery', 'provider'))`);
    await tenantTable(
      knex,
      'mfa_factors',
      `user_id uuid not null, kind text not null check (kind in ('totp', 'passkey')), name text not null, secret text, credential_id text,
       public_key text, sign_count bigint not null default 0, transports text[] not null default '{}', last_step bigint not null default 0,
       confirmed_at timestamptz, last_used_at timestamptz, check ((kind = 'totp') = (secret is not null)),
       check ((kind = 'passkey') = (credential_id is not null and public_key is not null))`,
      { references: { user_id: 'users' }, unique: [['credential_id']], index: [['user_id']] },
    );
    await tenantTable(knex, 'recovery_codes', 'user_id uuid not null, code_hash text not null, used_at timestamptz', {
      references: { user_id: 'users' },
      unique: [['user_id', 'code_hash']],
    });
    await tenantTable(
      knex,
      'passkey_challenges',
      'user_id uuid not null, challenge text not null, expires_at timestamptz not null',
      { key: ['user_id'], standard: false, references: { user_id: 'users' } },
    );
  },
};
