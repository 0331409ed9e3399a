export { ArchivesPage } from '../ui/archives-page';
