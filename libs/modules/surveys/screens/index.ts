export { SurveyResultsPage } from '../ui/results-page';
export { SurveySettingsPage } from '../ui/settings-page';
export { TicketSurveys } from '../ui/ticket-surveys';
export { ClientSurveys } from '../ui/client-surveys';
