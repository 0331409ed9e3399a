import { clientsModule } from '@kelp/clients';
import { catalogResources } from './api';
import { defineModule } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { createServiceAction } from './actions/create-service';
import { createTaxCategoryAction } from './actions/create-tax-category';
import { setTaxRateAction } from './actions/set-tax-rate';
import { updateServiceAction } from './actions/update-service';
import { serviceCreated, serviceUpdated, taxRateSet } from './events';
import { onTenantCreated } from './on-tenant-created';
import { catalogPermissions } from './permissions';
import { getServiceQuery } from './queries/get-service';
import { listServicesQuery } from './queries/list-services';
import { listTaxRatesQuery } from './queries/list-tax-rates';
import { servicePrices, services, taxCategories, taxRates } from './tables';

export const catalogModule = defineModule('catalog', {
  needs: [tenantsModule, clientsModule],
  tables: [taxCategories, taxRates, services, servicePrices],
  permissions: catalogPermissions,
  events: [serviceCreated, serviceUpdated, taxRateSet],
  actions: [createServiceAction, updateServiceAction, createTaxCategoryAction, setTaxRateAction],
  queries: [listServicesQuery, getServiceQuery, listTaxRatesQuery],
  resources: catalogResources,
  onTenantCreated,
});
