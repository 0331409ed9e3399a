export { ContractPage } from '../ui/contract-page';
export { ContractsPage } from '../ui/contracts-page';
export { ContractStatus } from '../ui/contract-status';
