export { ContractPage } from '../ui/contract-page';
export { ContractsPage } from '../ui/contracts-page';
export { MetersPage } from '../ui/meters-page';
export { ContractStatus } from '../ui/contract-status';
