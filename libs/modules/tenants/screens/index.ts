export { BrandingPage } from '../ui/branding/branding-page';
export { NumberingPage } from '../ui/numbering/numbering-page';
export { PortalDomainPage } from '../ui/portal-domain/portal-domain-page';
export { WorkspacePage } from '../ui/workspace-page';
