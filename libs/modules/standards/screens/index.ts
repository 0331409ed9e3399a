export { ImportStandardsButton, type ImportStandardsButtonProps } from '../ui/import-standards';
