import { catalogModule } from '@kelp/catalog';
import { defineModule } from '@kelp/kernel';
import { ticketsModule } from '@kelp/tickets';
import { approveTimeAction } from './actions/approve-entries';
import { createTimeEntryAction } from './actions/create-entry';
import * as events from './events';
import { timePermissions } from './permissions';
import { defaultServices, overlapPolicy } from './settings';
import { timeEntries } from './tables';

export const timeModule = defineModule('time', {
  needs: [ticketsModule, catalogModule],
  tables: [timeEntries],
  permissions: timePermissions,
  events: Object.values(events),
  settings: [overlapPolicy, defaultServices],
  actions: [createTimeEntryAction, approveTimeAction],
});
