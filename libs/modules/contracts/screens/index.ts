export { RateRulesSection, useRateRules } from '../ui/rate-rules-section';
export { useContract, useServiceChoices } from '../ui/contract-queries';
export { ContractPage } from '../ui/contract-page';
export { ContractsPage } from '../ui/contracts-page';
export { MetersPage } from '../ui/meters-page';
export { ContractStatus } from '../ui/contract-status';
export { OffersPage } from '../ui/offers-page';
