import { SurveyResultsPage } from '@kelp/surveys/screens';

export const metadata = { title: 'Surveys' };

export default function Page() {
  return <SurveyResultsPage />;
}
