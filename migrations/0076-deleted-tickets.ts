import type { Migration } from '@kelp/platform/migrate';

/** What is a part of a ticket or of a comment goes with it. */
const parts: readonly (readonly [table: string, column: string, of?: string])[] = [
  ['attachments', 'ticket_id'],
  ['attachments', 'comment_id', 'comments'],
  ['bulk_rows', 'ticket_id'],
  ['checklist_items', 'ticket_id'],
  ['checklist_items', 'checklist_id', 'ticket_checklists'],
  ['comment_mentions', 'ticket_id'],
  ['comment_mentions', 'comment_id', 'comments'],
  ['comment_reactions', 'ticket_id'],
  ['comment_reactions', 'comment_id', 'comments'],
  ['comment_versions', 'comment_id', 'comments'],
  ['comments', 'ticket_id'],
  ['comments', 'parent_id', 'comments'],
  ['held_replies', 'ticket_id'],
  ['notifications', 'ticket_id'],
  ['service_request_submissions', 'ticket_id'],
  ['survey_invitations', 'ticket_id'],
  ['survey_responses', 'invitation_id', 'survey_invitations'],
  ['ticket_agents', 'ticket_id'],
  ['ticket_auto_close_states', 'ticket_id'],
  ['ticket_bundle_mirrors', 'child_comment_id', 'comments'],
  ['ticket_bundle_mirrors', 'child_ticket_id'],
  ['ticket_bundle_mirrors', 'master_comment_id', 'comments'],
  ['ticket_checklists', 'ticket_id'],
  ['ticket_links', 'from_ticket_id'],
  ['ticket_links', 'to_ticket_id'],
  ['ticket_merges', 'source_ticket_id'],
  ['ticket_merges', 'target_ticket_id'],
  ['ticket_relation_events', 'ticket_id'],
  ['ticket_relation_events', 'other_ticket_id'],
  ['ticket_watchers', 'ticket_id'],
];

/** What stands for itself and only names the ticket or comment stays without. */
const mentions: typeof parts = [
  ['ad_hoc_items', 'ticket_id'],
  ['inbound_alerts', 'ticket_id'],
  ['inbound_messages', 'ticket_id'],
  ['inbound_messages', 'comment_id', 'comments'],
  ['inbound_requests', 'ticket_id'],
  ['interactions', 'ticket_id'],
  ['recurring_ticket_runs', 'ticket_id'],
  ['tickets', 'follows_ticket_id'],
  ['timers', 'ticket_id'],
];

/** Tickets can be deleted. Time, merges into them and children of a bundle still hold them. */
export const deletedTickets: Migration = {
  name: '0076-deleted-tickets',
  async up(knex) {
    const replace = async ([table, column, of = 'tickets']: (typeof parts)[number], rule: string) => {
      const name = `${table}_${column}_fk`;
      await knex.raw(`alter table ${table} drop constraint ${name}, add constraint ${name}
        foreign key (tenant_id, ${column}) references ${of} (tenant_id, id) on delete ${rule}`);
    };
    for (const part of parts) await replace(part, 'cascade');
    for (const mention of mentions) await replace(mention, `set null (${mention[1]})`);
    await knex.raw('alter table recurring_ticket_runs drop constraint recurring_ticket_runs_check');
    await knex.raw(
      `alter table recurring_ticket_runs add constraint recurring_ticket_runs_check check (outcome = 'created' or ticket_id is null)`,
    );
  },
};
