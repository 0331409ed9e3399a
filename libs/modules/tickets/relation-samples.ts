import type { Samples } from '@kelp/testing';

/** Valid inputs of everything that relates tickets. */
export const relationInputs: Samples['inputs'] = {
  'ticket.bundle': (ids) => ({ id: ids['ticket'], childIds: [ids['other ticket']] }),
  'ticket.update_bundle': (ids) => ({ id: ids['ticket'], mode: 'link_only' }),
  'ticket.unbundle': (ids) => ({ id: ids['other ticket'] }),
  'ticket.promote': (ids) => ({ id: ids['other ticket'] }),
  'ticket.close_bundle': (ids) => ({ id: ids['ticket'], statusId: ids['status'] }),
  'ticket.check_bundle_reply': (ids) => ({ id: ids['ticket'], text: 'We are on it.' }),
  'ticket.relations': (ids) => ({ id: ids['ticket'] }),
  'ticket.pick': (ids) => ({ search: 'sample', mergeableWith: ids['ticket'] }),
  'ticket.merge': (ids) => ({ id: ids['ticket'], sourceIds: [ids['other ticket']] }),
  'ticket.undo_merge': (ids) => ({ id: ids['ticket'] }),
  'ticket.split': (ids) => ({
    id: ids['ticket'],
    commentId: ids['comment'],
    title: 'Split off',
    boardId: ids['board'],
  }),
  'ticket.link': (ids) => ({ id: ids['ticket'], otherId: ids['other ticket'], kind: 'blocks' }),
  'ticket.unlink': (ids) => ({ id: ids['ticket'], linkId: ids['link'] }),
};
