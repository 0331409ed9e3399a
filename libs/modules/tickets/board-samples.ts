import type { Ids, Samples } from '@kelp/testing';
import { shippedMatrix } from './domain/itil-priority';

const boardDefaults = (ids: Ids) => ({
  managerId: ids['user'],
  defaultAssigneeId: ids['user'],
  defaultTeamId: ids['team'],
  defaultPriorityId: ids['priority'],
});

const autoClose = (ids: Ids) => ({
  statusId: ids['status'],
  closeStatusId: ids['closed status'],
  idleDays: 7,
  warnDays: 2,
});

/** A valid input for every piece of the board settings. */
export const boardInputs: Samples['inputs'] = {
  'ticket.move_board': (ids) => ({ id: ids['ticket'], boardId: ids['other board'], statusId: ids['other status'] }),
  'ticket.sight_change': (ids) => ({ id: ids['ticket'], clientId: ids['client'], contactId: ids['contact'] }),
  'board.list': () => ({}),
  'board.get': (ids) => ({ id: ids['board'] }),
  'board.create': (ids) => ({ name: 'Sampled', ...boardDefaults(ids) }),
  'board.update': (ids) => ({ id: ids['board'], reopenHours: 24, ...boardDefaults(ids) }),
  'board.reorder': (ids) => ({ ids: [ids['board']] }),
  'board.save_statuses': (ids) => ({
    id: ids['board'],
    statuses: [ids['status'], ids['closed status']].map((id, index) => ({
      id,
      name: `Status ${index}`,
      portalLabel: 'Word',
      isClosed: index === 1,
      isDefault: index === 0,
      pausesSla: false,
    })),
    removed: [],
  }),
  'board.save_categories': (ids) => ({
    id: ids['board'],
    categories: [
      {
        id: ids['category'],
        name: 'Category',
        defaultTeamId: ids['team'],
        defaultPriorityId: ids['priority'],
        children: [{ id: ids['subcategory'], name: 'Subcategory' }],
      },
    ],
    removed: [],
  }),
  'board.save_close_rules': (ids) => ({
    id: ids['board'],
    rules: {
      needsResolution: true,
      needsTime: false,
      needsChecklist: false,
      needsChildrenClosed: false,
      requiredFields: [],
    },
  }),
  'board.save_auto_close': (ids) => ({ id: ids['board'], rules: [autoClose(ids)] }),
  'board.preview_auto_close': (ids) => ({ id: ids['board'], rules: [autoClose(ids)] }),
  'ticket_settings.lists': () => ({}),
  'ticket_settings.choose_pack': () => ({ pack: 'small' }),
  'ticket_settings.save_priorities': (ids) => ({
    own: [{ id: ids['priority'], name: 'Only', color: '#F59E0B' }],
    itil: Array.from({ length: 5 }, (_, n) => ({ id: ids['ITIL priority'], name: `P${n}`, color: '#F59E0B' })),
    removed: [],
  }),
  'ticket_settings.save_matrix': () => ({ matrix: shippedMatrix }),
  'ticket_settings.save_types': (ids) => ({ items: [{ id: ids['ticket type'], name: 'Only' }], removed: [] }),
  'ticket_settings.save_resolution_codes': (ids) => ({
    items: [{ id: ids['resolution code'], name: 'Only' }],
    removed: [],
  }),
};
