import type { Migration } from '@kelp/platform/migrate';

/** Which worker listens to an IMAP mailbox, until when that holds, and when to try again after a failure. */
export const mailboxWatches: Migration = {
  name: '0036-mailbox-watches',
  async up(knex) {
    await knex.raw(`alter table mailbox_cursors add column watcher text, add column watched_until timestamptz,
      add column watch_state text not null default 'none' check (watch_state in ('none', 'live', 'unsupported', 'failed')),
      add column watch_failures integer not null default 0, add column watch_again_at timestamptz`);
  },
};
