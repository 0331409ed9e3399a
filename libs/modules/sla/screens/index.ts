export { SlaPanel } from '../ui/sla-panel';
export { SlaBadge } from '../ui/sla-badge';
