import type { Samples } from '@kelp/testing';

/** Valid inputs for the actions and queries of the conversation. */
export const conversationInputs: Samples['inputs'] = {
  'ticket.conversation': (ids) => ({ ticketId: ids['ticket'] }),
  'ticket.comment_history': (ids) => ({ id: ids['comment'] }),
  'ticket.comment_view': (ids) => ({ id: ids['comment'] }),
  'upload.list': (ids) => ({ ids: [ids['comment']] }),
  'ticket.watchers': (ids) => ({ ticketId: ids['ticket'] }),
  'ticket.my_mentions': () => ({}),
  'ticket.hold_reply': (ids) => ({ ticketId: ids['ticket'], text: 'A reply' }),
  'ticket.withdraw_reply': (ids) => ({ id: ids['held reply'] }),
  'ticket.change_held_reply': (ids) => ({ id: ids['held reply'], text: 'Other words' }),
  'ticket.release_reply': (ids) => ({ id: ids['held reply'] }),
  'ticket.edit_comment': (ids) => ({ id: ids['comment'], version: 1, text: 'Other words' }),
  'ticket.delete_comment': (ids) => ({ id: ids['comment'] }),
  'ticket.react': (ids) => ({ commentId: ids['comment'], emoji: '👍' }),
  'ticket.follow': (ids) => ({ ticketId: ids['ticket'], userId: ids['user'] }),
  'ticket.unfollow': (ids) => ({ ticketId: ids['ticket'], userId: ids['user'] }),
  'ticket.add_copy': (ids) => ({ ticketId: ids['ticket'], contactId: ids['contact'] }),
  'ticket.remove_copy': (ids) => ({ ticketId: ids['ticket'], id: ids['watcher'] }),
};
