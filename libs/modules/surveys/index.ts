export * from './contract';
export * from './events';
export { surveysModule } from './module';
export { surveyDoor, type SurveyLink } from './answering/survey-door';
export type { SurveyPage, SurveyReply } from './answering/survey-page';
export { ratingsOf, ratingText, signOf, type SurveyKind } from './domain/scales';
export { surveyInvitations, surveyResponses, surveyTemplates, surveyTriggerContacts, surveyTriggers } from './tables';
