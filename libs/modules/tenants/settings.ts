import { defineSetting, z } from '@kelp/kernel';
import { firstStep, welcomeStep } from './contract';

/** How far the setting up has come: pages of the welcome that are behind, and first steps that nobody wants to see. */
export const settingUp = defineSetting({
  key: 'tenants.setting_up',
  isProgress: true,
  label: 'Setting up',
  schema: z.object({ passed: z.array(welcomeStep), dismissed: z.array(firstStep) }),
  initial: { passed: [], dismissed: [] },
});
