import { catalogModule } from '@kelp/catalog';
import { contractsResources } from './api';
import { clientsModule } from '@kelp/clients';
import { defineModule } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { timeModule } from '@kelp/time';
import { addOfferAction } from './actions/add-offer';
import { addPrepaidLotAction } from './actions/add-prepaid-lot';
import { addDiscountAction } from './actions/add-discount';
import { addLineAction } from './actions/add-line';
import { changeLineAction } from './actions/change-line';
import { billUsageAtCatalogueAction } from './actions/bill-usage-at-catalogue';
import { createContractAction } from './actions/create-contract';
import { createMeterAction } from './actions/create-meter';
import { recordUsageAction } from './actions/record-usage';
import { removePrepaidLotAction } from './actions/remove-lot';
import { removeUsageAction } from './actions/remove-usage';
import { updateMeterAction } from './actions/update-meter';
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
import { contractCreated, contractEnded, contractUpdated } from './events';
import { findPayingLine } from './find-paying-line';
import { endContractsWhenDue } from './jobs/end-contracts';
import { contractPermissions } from './permissions';
import { getBillingProfilesQuery } from './queries/get-billing-profiles';
import { getContractQuery } from './queries/get-contract';
import { getMeterQuery } from './queries/get-meter';
import { listMeterEventsQuery } from './queries/list-meter-events';
import { listMetersQuery } from './queries/list-meters';
import { listContractsQuery } from './queries/list-contracts';
import { listDiscountsQuery } from './queries/list-discounts';
import { listOffersQuery } from './queries/list-offers';
import {
  billingProfiles,
  contractLines,
  contractLineServices,
  contractLineTerms,
  contracts,
  contractVersions,
} from './tables';
import { rateRules } from './tables/rate-rules';
import { discounts, discountUses } from './tables/discounts';
import { bucketStates, lotUses, prepaidLots } from './tables/hours';
import { contractLineMembers } from './tables/members';
import { purchaseOrders, purchaseOrderUses } from './tables/purchase-orders';
import { addDepositAction, removeDepositAction } from './actions/change-deposits';
import { completeMilestoneAction } from './actions/complete-milestone';
import { setMilestonesAction } from './actions/set-milestones';
import { projectDeposits, projectMilestones, projectNotices } from './tables/projects';
import { quantityEvents } from './tables/quantity-events';
import { meterEvents, meters } from './tables/usage';
import { contractsOfClient } from './contracts-of-client';
import { partyFillings } from './parties-of-contracts';

export const contractsModule = defineModule('contracts', {
  needs: [tenantsModule, clientsModule, catalogModule, timeModule],
  tables: [
    billingProfiles,
    contracts,
    contractVersions,
    contractLines,
    contractLineServices,
    contractLineMembers,
    contractLineTerms,
    rateRules,
    quantityEvents,
    meters,
    meterEvents,
    bucketStates,
    prepaidLots,
    lotUses,
    projectMilestones,
    projectDeposits,
    projectNotices,
    discounts,
    discountUses,
    purchaseOrders,
    purchaseOrderUses,
  ],
  permissions: contractPermissions,
  events: [contractCreated, contractUpdated, contractEnded],
  actions: [
    createContractAction,
    updateContractAction,
    addLineAction,
    changeLineAction,
    endLineAction,
    endContractAction,
    deleteContractAction,
    setQuantityAction,
    addPrepaidLotAction,
    removePrepaidLotAction,
    setMilestonesAction,
    completeMilestoneAction,
    addDepositAction,
    removeDepositAction,
    addDiscountAction,
    addOfferAction,
    redeemOfferAction,
    endDiscountAction,
    saveRateRuleAction,
    endRateRuleAction,
    orderRateRulesAction,
    createPurchaseOrderAction,
    updatePurchaseOrderAction,
    deletePurchaseOrderAction,
    createMeterAction,
    updateMeterAction,
    recordUsageAction,
    removeUsageAction,
    billUsageAtCatalogueAction,
    saveBillingProfileAction,
  ],
  queries: [
    listContractsQuery,
    getContractQuery,
    getBillingProfilesQuery,
    listDiscountsQuery,
    listRateRulesQuery,
    listPurchaseOrdersQuery,
    listOffersQuery,
    listMetersQuery,
    getMeterQuery,
    listMeterEventsQuery,
  ],
  dueKinds: [endContractsWhenDue],
  fillings: [contractsOfClient, findPayingLine, ...partyFillings],
  resources: contractsResources,
});
