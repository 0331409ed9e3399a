import type { Migration } from '@kelp/platform/migrate';

/** A merge takes replies that have not left yet along, and undoing it brings them back. */
export const conversationWhole: Migration = {
  name: '0023-conversation-whole',
  async up(knex) {
    await knex.raw(`alter table ticket_merge_moves drop constraint ticket_merge_moves_kind_check,
      add constraint ticket_merge_moves_kind_check
        check (kind in ('comment', 'attachment', 'watcher', 'mail', 'time_entry', 'held_reply'))`);
  },
};
