import { SurveySettingsPage } from '@kelp/surveys/screens';

export const metadata = { title: 'Survey settings' };

export default function Page() {
  return <SurveySettingsPage />;
}
