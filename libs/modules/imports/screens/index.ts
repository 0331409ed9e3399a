export { ImportsPage } from '../ui/imports-page';
export { ImportPage } from '../ui/import-page';
