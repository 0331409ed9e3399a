export * from './contract/billing-contracts';
export * from './contract/credit-contracts';
export * from './contract/document-contracts';
export * from './contract/invoice-contracts';
export * from './contract/payment-contracts';
export * from './contract/run-contracts';
export * from './contract/settings-contracts';
export * from './contract/shapes';
