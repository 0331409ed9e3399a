import { activitiesModule } from '@kelp/activities';
import { clientsModule } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { mailboxesModule } from '@kelp/mailboxes';
import { notificationsModule } from '@kelp/notifications';
import { tagsModule } from '@kelp/tags';
import { tenantsModule } from '@kelp/tenants';
import { ticketsModule } from '@kelp/tickets';
import { createSurveyTemplateAction } from './actions/create-survey-template';
import { createSurveyTriggerAction } from './actions/create-survey-trigger';
import { deleteSurveyTemplateAction } from './actions/delete-survey-template';
import { deleteSurveyTriggerAction } from './actions/delete-survey-trigger';
import { finishFollowUpAction } from './actions/finish-follow-up';
import { testSurveyTemplateAction } from './actions/test-survey-template';
import { updateSurveyTemplateAction } from './actions/update-survey-template';
import { updateSurveyTriggerAction } from './actions/update-survey-trigger';
import { surveyResources } from './api';
import { surveyInvitationEmail } from './emails/survey-invitation';
import * as events from './events';
import { followUpWork } from './follow-up/follow-up-work';
import { followUpDue } from './follow-up/open-follow-up';
import { askByInterval, askDaily } from './jobs/ask-by-interval';
import { onTenantCreated } from './on-tenant-created';
import { partyFillings } from './parties-of-surveys';
import { surveyPermissions } from './permissions';
import { exportSurveysQuery } from './queries/export-surveys';
import { getSurveyResultsQuery } from './queries/get-survey-results';
import { getSurveyQuery, listSurveysQuery } from './queries/list-surveys';
import { listTicketSurveysQuery } from './queries/list-ticket-surveys';
import { getSurveyTemplateQuery, listSurveyTemplatesQuery } from './queries/survey-templates';
import { listSurveyTriggersQuery } from './queries/survey-triggers';
import { onTicketClosedInviteContact } from './subscribers/on-ticket-closed-invite-contact';
import * as tables from './tables';

export const surveysModule = defineModule('surveys', {
  needs: [
    tenantsModule,
    identityModule,
    tagsModule,
    clientsModule,
    activitiesModule,
    ticketsModule,
    mailboxesModule,
    notificationsModule,
  ],
  tables: Object.values(tables),
  permissions: surveyPermissions,
  events: Object.values(events),
  actions: [
    createSurveyTemplateAction,
    updateSurveyTemplateAction,
    deleteSurveyTemplateAction,
    testSurveyTemplateAction,
    createSurveyTriggerAction,
    updateSurveyTriggerAction,
    deleteSurveyTriggerAction,
    finishFollowUpAction,
  ],
  queries: [
    listSurveyTemplatesQuery,
    getSurveyTemplateQuery,
    listSurveyTriggersQuery,
    listSurveysQuery,
    getSurveyQuery,
    exportSurveysQuery,
    getSurveyResultsQuery,
    listTicketSurveysQuery,
  ],
  subscribers: [onTicketClosedInviteContact],
  jobs: [askByInterval],
  dueKinds: [followUpDue],
  schedules: [askDaily],
  emails: [surveyInvitationEmail],
  fillings: [...partyFillings, followUpWork],
  resources: surveyResources,
  onTenantCreated,
});
