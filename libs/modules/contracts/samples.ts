import type { Ctx } from '@kelp/kernel';
import type { Samples } from '@kelp/testing';
import { addDiscountAction } from './actions/add-discount';
import { addOfferAction } from './actions/add-offer';
import { addLineAction } from './actions/add-line';
import { addPrepaidLotAction } from './actions/add-prepaid-lot';
import { createMeterAction } from './actions/create-meter';
import { recordUsageAction } from './actions/record-usage';
import { meterEvents } from './tables/usage';
import { saveRateRuleAction } from './actions/save-rate-rule';
import { createPurchaseOrderAction } from './actions/change-purchase-orders';
import { createContractAction } from './actions/create-contract';
import { billingProfiles } from './tables';
import { projectDeposits, projectMilestones } from './tables/projects';

/** A line that counts and one with prepaid hours. */
async function sampleLines(ctx: Ctx, contractId: string, serviceId: string) {
  const counted = await ctx.run(addLineAction, {
    contractId,
    line: {
      kind: 'seats',
      serviceId,
      price: '1890',
      quantity: '40',
      names: [],
      countMethod: 'daily',
      timing: 'advance',
      proration: 'actual',
    },
  });
  const prepaid = await ctx.run(addLineAction, {
    contractId,
    line: {
      kind: 'prepaid',
      serviceId,
      hourlyRate: '12000',
      coveredServices: [{ serviceId, weight: '1' }],
      minimumMinutes: 0,
      incrementMinutes: 1,
      roundingScope: 'entry',
    },
  });
  return { counted, prepaid };
}

/** A project with a milestone and a deposit. */
async function sampleProject(ctx: Ctx, contractId: string, serviceId: string) {
  const project = await ctx.run(addLineAction, {
    contractId,
    line: {
      ...{ kind: 'project', serviceId, billing: 'milestones', price: '1000000', isCapped: false, plannedMinutes: 6000 },
      ...{ hourlyRate: null, minimumMinutes: 0, incrementMinutes: 1, roundingScope: 'entry' },
      ...{ includedServiceIds: [], endsOn: null },
      milestones: [{ name: 'Start', share: { kind: 'percent', percent: '30' }, plannedOn: null }],
      deposits: [{ amount: '100000', dueOn: '2026-01-05', note: '' }],
    },
  });
  const milestone = await ctx.db.find(projectMilestones, { lineId: project.id });
  const deposit = await ctx.db.find(projectDeposits, { lineId: project.id });
  return { 'project line': project.id, milestone: milestone?.id ?? '', deposit: deposit?.id ?? '' };
}

/** A discount of the contract, and an offer whose code the samples redeem. */
async function sampleDiscount(ctx: Ctx, contractId: string): Promise<{ id: string }> {
  const discount = await ctx.run(addDiscountAction, {
    target: { kind: 'contract', id: contractId },
    name: 'Loyalty',
    reduction: { kind: 'percent', percent: '10', cap: null },
    level: 'document',
    repeats: 'every_invoice',
    isThirdPartyFunded: false,
    validFrom: '2026-01-01',
    validTo: null,
  });
  await ctx.run(addOfferAction, {
    code: 'SPRING-26',
    maxRedemptions: null,
    name: 'Spring',
    reduction: { kind: 'percent', percent: '5', cap: null },
    level: 'document',
    repeats: 'once',
    isThirdPartyFunded: false,
    validFrom: '2026-01-01',
    validTo: null,
  });
  return discount;
}

/** Two rules of the workspace. */
async function sampleRules(ctx: Ctx) {
  const rule = { match: {}, overtime: null, holdsOverAgreed: true, validFrom: '2026-01-01' };
  const effect = { kind: 'multiplier' as const, multiplier: '1.5' };
  const first = await ctx.run(saveRateRuleAction, { ...rule, match: { isAfterHours: true }, effect });
  const other = await ctx.run(saveRateRuleAction, { ...rule, match: { role: 'Technician' }, effect });
  return { 'rate rule': first.id, 'other rate rule': other.id };
}

/** A meter with one event. */
async function sampleMeter(ctx: Ctx, clientId: string, serviceId: string) {
  const meter = await ctx.run(createMeterAction, { name: 'Storage', unit: 'GB', aggregate: 'max', serviceId });
  const row = { client: clientId, eventId: 'day-1', on: '2026-01-05', at: '', quantity: '12.5', subject: '' };
  await ctx.run(recordUsageAction, { id: meter.id, source: 'api', rows: [row] });
  const event = await ctx.db.find(meterEvents, { meterId: meter.id });
  return { meter: meter.id, 'usage event': event?.id ?? '' };
}

/** A valid input for every action and query of this module, and one record of each noun. */
export const samples: Samples = {
  make: async (ctx, ids) => {
    const contract = await ctx.run(createContractAction, {
      clientId: ids['client'] ?? '',
      name: 'Essential',
      startsOn: '2026-01-01',
      endsOn: null,
      cycle: 'monthly',
      anchor: { kind: 'day', dayOfMonth: 1 },
      leadDays: 0,
      poNumber: '',
      isDraft: true,
      lines: [
        {
          kind: 'hourly',
          serviceId: ids['service'] ?? '',
          hourlyRate: '12000',
          minimumMinutes: 15,
          incrementMinutes: 15,
          roundingScope: 'entry',
        },
      ],
    });
    const profile = await ctx.db.find(billingProfiles, { clientId: ids['client'] ?? '', isDefault: true });
    const draft = await ctx.run(createContractAction, {
      clientId: ids['client'] ?? '',
      name: 'Draft',
      startsOn: '2026-01-01',
      endsOn: null,
      cycle: 'monthly',
      anchor: { kind: 'last_day' },
      leadDays: 0,
      poNumber: '',
      isDraft: true,
      lines: [],
    });
    const { counted, prepaid } = await sampleLines(ctx, contract.id, ids['service'] ?? '');
    const project = await sampleProject(ctx, contract.id, ids['service'] ?? '');
    const discount = await sampleDiscount(ctx, contract.id);
    const usage = await sampleMeter(ctx, ids['client'] ?? '', ids['service'] ?? '');
    const rules = await sampleRules(ctx);
    const order = await ctx.run(createPurchaseOrderAction, {
      ...{ clientId: ids['client'] ?? '', contractId: contract.id, number: 'PO-2026-7', amount: 800000n },
      ...{ validFrom: '2026-01-01', validTo: null, policy: 'warn', noticePercent: 80 },
    });
    const lot = await ctx.run(addPrepaidLotAction, {
      lineId: prepaid.id,
      minutes: 600,
      price: '100000',
      boughtOn: '2026-01-15',
      expiresOn: null,
      note: '',
    });
    return {
      ...rules,
      ...project,
      'purchase order': order.id,
      'prepaid block': lot.id,
      ...usage,
      discount: discount.id,
      'prepaid line': prepaid.id,
      'counted line': counted.id,
      'draft contract': draft.id,
      contract: contract.id,
      'contract line': contract.lineIds[0] ?? '',
      'billing profile': profile?.id ?? '',
    };
  },
  inputs: {
    'contract.list': (ids) => ({ clientId: ids['client'], limit: 50 }),
    'contract.get': (ids) => ({ id: ids['contract'] }),
    'contract.create': (ids) => ({
      clientId: ids['client'],
      billingProfileId: ids['billing profile'],
      name: 'Onsite',
      startsOn: '2026-01-01',
      lines: [{ kind: 'fixed', serviceId: ids['service'], price: '40000', includedServiceIds: [ids['service']] }],
    }),
    'contract.update': (ids) => ({ id: ids['contract'], billingProfileId: ids['billing profile'], activate: true }),
    'contract.add_line': (ids) => ({
      contractId: ids['contract'],
      startsOn: '2026-03-01',
      line: { kind: 'fixed', serviceId: ids['service'], price: '40000' },
    }),
    'contract.change_line': (ids) => ({ lineId: ids['contract line'], from: '2026-03-15', hourlyRate: '13000' }),
    'contract.end_line': (ids) => ({ lineId: ids['contract line'], endsOn: '2030-01-01' }),
    'contract.end': (ids) => ({ id: ids['contract'], endsOn: '2030-01-01' }),
    'contract.delete': (ids) => ({ id: ids['draft contract'] }),
    'contract.set_quantity': (ids) => ({
      lineId: ids['counted line'],
      from: '2026-03-15',
      quantity: '43',
      names: ['Amy', 'Ben'],
    }),
    'contract.add_prepaid_lot': (ids) => ({
      lineId: ids['prepaid line'],
      minutes: 600,
      price: '100000',
      boughtOn: '2026-02-01',
    }),
    'meter.list': () => ({ limit: 50 }),
    'meter.get': (ids) => ({ id: ids['meter'] }),
    'meter.events': (ids) => ({ meterId: ids['meter'], clientId: ids['client'], limit: 50 }),
    'meter.create': (ids) => ({ name: 'Traffic', unit: 'TB', aggregate: 'sum', serviceId: ids['service'] }),
    'meter.update': (ids) => ({ id: ids['meter'], unit: 'GiB', serviceId: ids['service'] }),
    'meter.record': (ids) => ({
      id: ids['meter'],
      rows: [{ client: ids['client'], eventId: 'day-2', on: '2026-01-06', quantity: '13' }],
    }),
    'meter.remove_event': (ids) => ({ id: ids['usage event'] }),
    'meter.bill_at_catalogue': (ids) => ({ meterId: ids['meter'], clientId: ids['client'], until: '2026-02-01' }),
    'contract.remove_prepaid_lot': (ids) => ({ id: ids['prepaid block'] }),
    'contract.set_milestones': (ids) => ({
      lineId: ids['project line'],
      milestones: [
        { id: ids['milestone'], name: 'Start', share: { kind: 'percent', percent: '30' }, plannedOn: '2026-02-01' },
        { name: 'Handover', share: { kind: 'rest' } },
      ],
    }),
    'contract.complete_milestone': (ids) => ({ id: ids['milestone'], completedOn: '2026-01-20' }),
    'contract.add_deposit': (ids) => ({ lineId: ids['project line'], amount: '50000', dueOn: '2026-01-10' }),
    'contract.remove_deposit': (ids) => ({ id: ids['deposit'] }),
    'discount.list': (ids) => ({ contractId: ids['contract'] }),
    'discount.add': (ids) => ({
      target: { kind: 'client', id: ids['client'] },
      name: 'Welcome',
      reduction: { kind: 'amount', amount: '2500' },
      currency: 'USD',
      validFrom: '2026-03-01',
    }),
    'discount.offers': () => ({}),
    'discount.add_offer': () => ({
      code: 'SUMMER-26',
      name: 'Summer',
      reduction: { kind: 'percent', percent: '5' },
      validFrom: '2026-06-01',
    }),
    'discount.redeem': (ids) => ({
      code: 'spring-26',
      target: { kind: 'contract', id: ids['contract'] },
      from: '2026-03-01',
    }),
    'discount.end': (ids) => ({ id: ids['discount'], validTo: '2026-12-01' }),
    'purchase_order.list': (ids) => ({ contractId: ids['contract'] }),
    'purchase_order.create': (ids) => ({
      clientId: ids['client'],
      number: 'PO-2026-9',
      amount: '500000',
      validFrom: '2026-01-01',
      policy: 'block',
    }),
    'purchase_order.update': (ids) => ({ id: ids['purchase order'], amount: '900000' }),
    'purchase_order.delete': (ids) => ({ id: ids['purchase order'] }),
    'rate_rule.list': (ids) => ({ contractId: ids['contract'] }),
    'rate_rule.save': (ids) => ({
      contractId: ids['contract'],
      lineId: ids['contract line'],
      match: { serviceId: ids['service'], isAfterHours: true },
      overtime: { minutes: 480, scope: 'day', zone: 'America/Chicago' },
      effect: { kind: 'rate', rates: { USD: '18000' } },
      validFrom: '2026-02-01',
    }),
    'rate_rule.order': (ids) => ({ ids: [ids['rate rule'], ids['other rate rule']], from: '2026-03-01' }),
    'rate_rule.end': (ids) => ({ id: ids['rate rule'], validTo: '2030-01-01' }),
    'billing_profile.get': (ids) => ({ clientId: ids['client'] }),
    'billing_profile.save': (ids) => ({
      id: ids['billing profile'],
      clientId: ids['client'],
      terms: { kind: 'net', days: 14 },
      email: 'accounts@acme.test',
    }),
  },
};
