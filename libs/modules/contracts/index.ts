export * from './contract';
export * from './events';
export {
  billedUntil,
  lotsHeld,
  minutesLeft,
  profileIsBilled,
  projectsHeld,
  usageIsBilled,
  type ProjectHeld,
} from './slots';
export { projectDeposits, projectMilestones, projectNotices } from './tables/projects';
export { contractLineMembers } from './tables/members';
export { usageBetween, type UsageBetween, type UsageWindow } from './usage-between';
export { linesTaking } from './usage-not-taken';
export { recordUsageAction } from './actions/record-usage';
export { createMeterAction } from './actions/create-meter';
export { meterEvents, meters, type Aggregate } from './tables/usage';
export { chooseProfile } from './choose-profile';
export { anchorOf } from './domain/anchor-of';
export {
  duePeriods,
  dueSlices,
  subtractPeriods,
  type DuePeriod,
  type DueSlice,
  type LineSchedule,
} from './domain/due-periods';
export { paymentTermsOf } from './domain/payment-terms';
export { addLineAction } from './actions/add-line';
export { changeLineAction } from './actions/change-line';
export { createContractAction } from './actions/create-contract';
export { endContractAction } from './actions/end-contract';
export { saveBillingProfileAction } from './actions/save-billing-profile';
export { saveRateRuleAction } from './actions/save-rate-rule';
export { purchaseOrders, purchaseOrderUses } from './tables/purchase-orders';
export { createPurchaseOrderAction } from './actions/change-purchase-orders';
export { rateRules } from './tables/rate-rules';
export { ruleCards, overtimeOf } from './queries/list-rate-rules';
export { overtimeText } from './domain/rate-rule-sentence';
export { rulesIn, type RateRuleRow } from './rate-rule-list';
export { contractsModule } from './module';
export { takeBackContract, takeBackLine } from './take-back';
export { setQuantityAction } from './actions/set-quantity';
export { addDiscountAction } from './actions/add-discount';
export { discounts, discountUses, type DiscountRepeats } from './tables/discounts';
export { addPrepaidLotAction } from './actions/add-prepaid-lot';
export { bucketStates, lotUses, prepaidLots, type RolloverRule } from './tables/hours';
export { quantityEvents } from './tables/quantity-events';
export {
  billingProfiles,
  contractLines,
  contractLineServices,
  contractLineTerms,
  contracts,
  contractVersions,
  type ContractStatus,
  type CountMethod,
  type LineKind,
  type ProjectBilling,
  type TermsKind,
  type Timing,
} from './tables';
