export { SlaPanel } from '../ui/sla-panel';
export { SlaBadge } from '../ui/sla-badge';
export { SlaSettingsPage } from '../ui/sla-settings-page';
