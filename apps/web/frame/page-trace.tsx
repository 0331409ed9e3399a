'use client';

import { usePathname } from 'next/navigation';
import { SettingTrace } from '@kelp/identity/screens';
import { settingsAt } from './settings-pages';
import './settings-index.css';

/** Below the page of the address: who changed which of its settings. */
export function PageTrace() {
  return <SettingTrace keys={settingsAt(usePathname())} />;
}
