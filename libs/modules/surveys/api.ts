import { defineResource, type Resource } from '@kelp/kernel';
import { createSurveyTemplateAction } from './actions/create-survey-template';
import { createSurveyTriggerAction } from './actions/create-survey-trigger';
import { deleteSurveyTemplateAction } from './actions/delete-survey-template';
import { deleteSurveyTriggerAction } from './actions/delete-survey-trigger';
import { finishFollowUpAction } from './actions/finish-follow-up';
import { testSurveyTemplateAction } from './actions/test-survey-template';
import { updateSurveyTemplateAction } from './actions/update-survey-template';
import { updateSurveyTriggerAction } from './actions/update-survey-trigger';
import { exportSurveysQuery } from './queries/export-surveys';
import { getSurveyResultsQuery } from './queries/get-survey-results';
import { getSurveyQuery, listSurveysQuery } from './queries/list-surveys';
import { listTicketSurveysQuery } from './queries/list-ticket-surveys';
import { getSurveyTemplateQuery, listSurveyTemplatesQuery } from './queries/survey-templates';
import { listSurveyTriggersQuery } from './queries/survey-triggers';

/** What this room offers under /api/v1. */
export const surveyResources: readonly Resource[] = [
  defineResource('surveys', {
    list: listSurveysQuery,
    get: getSurveyQuery,
    reads: { results: getSurveyResultsQuery, export: exportSurveysQuery },
    verbs: { 'finish-follow-up': finishFollowUpAction },
  }),
  defineResource('ticket-surveys', { get: listTicketSurveysQuery }),
  defineResource('survey-templates', {
    list: listSurveyTemplatesQuery,
    get: getSurveyTemplateQuery,
    create: createSurveyTemplateAction,
    update: updateSurveyTemplateAction,
    remove: deleteSurveyTemplateAction,
    verbs: { test: testSurveyTemplateAction },
  }),
  defineResource('survey-triggers', {
    list: listSurveyTriggersQuery,
    create: createSurveyTriggerAction,
    update: updateSurveyTriggerAction,
    remove: deleteSurveyTriggerAction,
  }),
];
