import { defineResource, type Resource } from '@kelp/kernel';
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
import { listActivitiesQuery } from './queries/list-activities';

/** What this room offers under /api/v1. */
export const activitiesResources: readonly Resource[] = [
  defineResource('activities', {
    list: listActivitiesQuery,
    create: createToDoAction,
    update: updateToDoAction,
    remove: deleteToDoAction,
    verbs: { finish: finishActivityAction, reopen: reopenActivityAction, snooze: snoozeActivityAction },
    common: { place: placeActivitiesAction },
  }),
  defineResource('activity-groups', {
    create: createActivityGroupAction,
    update: updateActivityGroupAction,
    remove: deleteActivityGroupAction,
    common: { order: orderActivityGroupsAction },
  }),
];
