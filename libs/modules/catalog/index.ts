export * from './contract';
export * from './events';
export { createServiceAction } from './actions/create-service';
export { updateServiceAction } from './actions/update-service';
export { createTaxCategoryAction } from './actions/create-tax-category';
export { setTaxRateAction } from './actions/set-tax-rate';
export { catalogModule } from './module';
export { takeBackPrices, takeBackService, type FormerPrice } from './take-back';
export { placesAround, resolvePlace, type Address, type Place } from './domain/resolve-place';
export { codeOf } from './domain/tax-code';
export { readTaxSettings } from './queries/tax-settings';
export {
  servicePrices,
  services,
  taxCategories,
  taxPlaces,
  taxRates,
  type TaxBandsRow,
  type TaxCodeRow,
  type BillingMethod,
  type RoundingScope,
} from './tables';
