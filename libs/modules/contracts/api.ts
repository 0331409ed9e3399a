import { defineResource, type Resource } from '@kelp/kernel';
import { removePrepaidLotAction } from './actions/remove-lot';
import { createMeterAction } from './actions/create-meter';
import { updateMeterAction } from './actions/update-meter';
import { recordUsageAction } from './actions/record-usage';
import { removeUsageAction } from './actions/remove-usage';
import { billUsageAtCatalogueAction } from './actions/bill-usage-at-catalogue';
import { getMeterQuery } from './queries/get-meter';
import { listMeterEventsQuery } from './queries/list-meter-events';
import { listMetersQuery } from './queries/list-meters';
import { addDepositAction, removeDepositAction } from './actions/change-deposits';
import { completeMilestoneAction } from './actions/complete-milestone';
import { setMilestonesAction } from './actions/set-milestones';
import { addDiscountAction } from './actions/add-discount';
import { addLineAction } from './actions/add-line';
import { addOfferAction } from './actions/add-offer';
import { addPrepaidLotAction } from './actions/add-prepaid-lot';
import { changeLineAction } from './actions/change-line';
import { createContractAction } from './actions/create-contract';
import { deleteContractAction } from './actions/delete-contract';
import { endContractAction } from './actions/end-contract';
import { endDiscountAction } from './actions/end-discount';
import { endLineAction } from './actions/end-line';
import { redeemOfferAction } from './actions/redeem-offer';
import { saveBillingProfileAction } from './actions/save-billing-profile';
import { setQuantityAction } from './actions/set-quantity';
import {
  createPurchaseOrderAction,
  deletePurchaseOrderAction,
  updatePurchaseOrderAction,
} from './actions/change-purchase-orders';
import { endRateRuleAction } from './actions/end-rate-rule';
import { orderRateRulesAction } from './actions/order-rate-rules';
import { saveRateRuleAction } from './actions/save-rate-rule';
import { listPurchaseOrdersQuery } from './queries/list-purchase-orders';
import { listRateRulesQuery } from './queries/list-rate-rules';
import { updateContractAction } from './actions/update-contract';
import { getBillingProfilesQuery } from './queries/get-billing-profiles';
import { getContractQuery } from './queries/get-contract';
import { listContractsQuery } from './queries/list-contracts';
import { listDiscountsQuery } from './queries/list-discounts';
import { listOffersQuery } from './queries/list-offers';

/** What this room offers under /api/v1. */
export const contractsResources: readonly Resource[] = [
  defineResource('contracts', {
    list: listContractsQuery,
    get: getContractQuery,
    create: createContractAction,
    update: updateContractAction,
    remove: deleteContractAction,
    parts: { discounts: listDiscountsQuery },
    verbs: { end: endContractAction, lines: addLineAction },
  }),
  defineResource('contract-lines', {
    verbs: {
      change: changeLineAction,
      end: endLineAction,
      quantity: setQuantityAction,
      'prepaid-lots': addPrepaidLotAction,
      milestones: setMilestonesAction,
      deposits: addDepositAction,
    },
  }),
  defineResource('discounts', {
    create: addDiscountAction,
    verbs: { end: endDiscountAction },
    common: { offers: addOfferAction, redeem: redeemOfferAction },
    reads: { offers: listOffersQuery },
  }),
  defineResource('purchase-orders', {
    list: listPurchaseOrdersQuery,
    create: createPurchaseOrderAction,
    update: updatePurchaseOrderAction,
    remove: deletePurchaseOrderAction,
  }),
  defineResource('rate-rules', {
    list: listRateRulesQuery,
    save: saveRateRuleAction,
    verbs: { end: endRateRuleAction },
    common: { order: orderRateRulesAction },
  }),
  defineResource('billing-profiles', {
    save: saveBillingProfileAction,
    list: getBillingProfilesQuery,
  }),
  defineResource('meters', {
    list: listMetersQuery,
    get: getMeterQuery,
    create: createMeterAction,
    update: updateMeterAction,
    parts: { events: listMeterEventsQuery },
    verbs: { events: recordUsageAction, 'bill-at-catalogue': billUsageAtCatalogueAction },
  }),
  defineResource('prepaid-lots', { remove: removePrepaidLotAction }),
  defineResource('milestones', { verbs: { complete: completeMilestoneAction } }),
  defineResource('deposits', { remove: removeDepositAction }),
  defineResource('meter-events', { remove: removeUsageAction }),
];
