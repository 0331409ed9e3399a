export { SlaPanel } from '../ui/sla-panel';
export { OwnHoursSection } from '../ui/own-hours-section';
export { SlaBadge } from '../ui/sla-badge';
export { SlaBoardPage } from '../ui/sla-board-page';
export { SlaCompliancePage } from '../ui/sla-compliance-page';
export { SlaSettingsPage } from '../ui/sla-settings-page';
