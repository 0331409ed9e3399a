import { clientsModule } from '@kelp/clients';
import { catalogResources } from './api';
import { defineModule } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { createServiceAction } from './actions/create-service';
import { createTaxCategoryAction } from './actions/create-tax-category';
import { removeTaxRateAction } from './actions/remove-tax-rate';
import { setTaxHolidayAction } from './actions/set-tax-holiday';
import { setTaxRateAction } from './actions/set-tax-rate';
import { createTaxPlaceAction, removeTaxPlaceAction, updateTaxPlaceAction } from './actions/tax-places';
import { updateServiceAction } from './actions/update-service';
import { updateTaxSettingsAction } from './actions/update-tax-settings';
import { serviceCreated, serviceUpdated, taxRateSet } from './events';
import { onTenantCreated } from './on-tenant-created';
import { firstPrices } from './first-prices';
import { catalogPermissions } from './permissions';
import { getServiceQuery } from './queries/get-service';
import { listServicesQuery } from './queries/list-services';
import { listTaxPlacesQuery } from './queries/list-tax-places';
import { listTaxRatesQuery } from './queries/list-tax-rates';
import { getTaxSettingsQuery } from './queries/tax-settings';
import { taxSettings } from './settings';
import { servicePrices, services, taxCategories, taxPlaces, taxRates } from './tables';

export const catalogModule = defineModule('catalog', {
  needs: [tenantsModule, clientsModule],
  tables: [taxCategories, taxPlaces, taxRates, services, servicePrices],
  permissions: catalogPermissions,
  events: [serviceCreated, serviceUpdated, taxRateSet],
  actions: [
    createServiceAction,
    updateServiceAction,
    createTaxCategoryAction,
    setTaxRateAction,
    setTaxHolidayAction,
    removeTaxRateAction,
    createTaxPlaceAction,
    updateTaxPlaceAction,
    removeTaxPlaceAction,
    updateTaxSettingsAction,
  ],
  queries: [listServicesQuery, getServiceQuery, listTaxRatesQuery, listTaxPlacesQuery, getTaxSettingsQuery],
  settings: taxSettings,
  fillings: [firstPrices],
  resources: catalogResources,
  onTenantCreated,
});
