export { BrandingPage } from '../ui/branding/branding-page';
export { WorkspacePage } from '../ui/workspace-page';
