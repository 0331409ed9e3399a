export { WorkspacePage } from '../ui/workspace-page';
