import { identityModule } from '@kelp/identity';
import { activitiesResources } from './api';
import { defineModule } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { createActivityGroupAction } from './actions/create-activity-group';
import { createToDoAction } from './actions/create-to-do';
import { deleteActivityGroupAction } from './actions/delete-activity-group';
import { deleteToDoAction } from './actions/delete-to-do';
import { finishActivityAction } from './actions/finish-activity';
import { orderActivityGroupsAction } from './actions/order-activity-groups';
import { placeActivitiesAction } from './actions/place-activities';
import { reopenActivityAction } from './actions/reopen-activity';
import { snoozeActivityAction } from './actions/snooze-activity';
import { updateActivityGroupAction } from './actions/update-activity-group';
import { updateToDoAction } from './actions/update-to-do';
import { ownToDos } from './own-items';
import { activityPermissions } from './permissions';
import { listActivitiesQuery } from './queries/list-activities';
import { listColleaguesQuery } from './queries/list-colleagues';
import * as tables from './tables';

export const activitiesModule = defineModule('activities', {
  needs: [tenantsModule, identityModule],
  tables: Object.values(tables),
  permissions: activityPermissions,
  actions: [
    createToDoAction,
    updateToDoAction,
    deleteToDoAction,
    finishActivityAction,
    reopenActivityAction,
    snoozeActivityAction,
    placeActivitiesAction,
    createActivityGroupAction,
    updateActivityGroupAction,
    orderActivityGroupsAction,
    deleteActivityGroupAction,
  ],
  queries: [listActivitiesQuery, listColleaguesQuery],
  fillings: [ownToDos],
  resources: activitiesResources,
});
