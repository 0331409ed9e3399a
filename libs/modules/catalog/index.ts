export * from './contract';
export * from './events';
export { createServiceAction } from './actions/create-service';
export { updateServiceAction } from './actions/update-service';
export { createTaxCategoryAction } from './actions/create-tax-category';
export { setTaxRateAction } from './actions/set-tax-rate';
export { catalogModule } from './module';
export { servicePrices, services, taxCategories, taxRates, type BillingMethod, type RoundingScope } from './tables';
