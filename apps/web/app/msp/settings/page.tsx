import { SettingsIndex } from '../../../frame/settings-index';

export const metadata = { title: 'Settings' };

export default function Page() {
  return <SettingsIndex />;
}
