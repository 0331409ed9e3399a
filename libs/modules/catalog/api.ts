import { defineResource, type Resource } from '@kelp/kernel';
import { createServiceAction } from './actions/create-service';
import { createTaxCategoryAction } from './actions/create-tax-category';
import { setTaxRateAction } from './actions/set-tax-rate';
import { updateServiceAction } from './actions/update-service';
import { getServiceQuery } from './queries/get-service';
import { listServicesQuery } from './queries/list-services';
import { listTaxRatesQuery } from './queries/list-tax-rates';

/** What this room offers under /api/v1. */
export const catalogResources: readonly Resource[] = [
  defineResource('services', {
    list: listServicesQuery,
    get: getServiceQuery,
    create: createServiceAction,
    update: updateServiceAction,
  }),
  defineResource('tax-categories', {
    create: createTaxCategoryAction,
  }),
  defineResource('tax-rates', {
    list: listTaxRatesQuery,
    create: setTaxRateAction,
  }),
];
