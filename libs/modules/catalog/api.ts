import { defineResource, type Resource } from '@kelp/kernel';
import { createServiceAction } from './actions/create-service';
import { createTaxCategoryAction } from './actions/create-tax-category';
import { setTaxHolidayAction } from './actions/set-tax-holiday';
import { setTaxRateAction } from './actions/set-tax-rate';
import { updateTaxSettingsAction } from './actions/update-tax-settings';
import { removeTaxRateAction } from './actions/remove-tax-rate';
import { createTaxPlaceAction, removeTaxPlaceAction, updateTaxPlaceAction } from './actions/tax-places';
import { updateServiceAction } from './actions/update-service';
import { getTaxSettingsQuery } from './queries/tax-settings';
import { getServiceQuery } from './queries/get-service';
import { listServicesQuery } from './queries/list-services';
import { listTaxPlacesQuery } from './queries/list-tax-places';
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
  defineResource('tax-places', {
    list: listTaxPlacesQuery,
    create: createTaxPlaceAction,
    update: updateTaxPlaceAction,
    remove: removeTaxPlaceAction,
  }),
  defineResource('tax-rates', {
    list: listTaxRatesQuery,
    create: setTaxRateAction,
    remove: removeTaxRateAction,
    common: { holiday: setTaxHolidayAction },
  }),
  defineResource('tax-settings', { list: getTaxSettingsQuery, save: updateTaxSettingsAction }),
];
