import { definePermissions } from '@kelp/kernel';

export const contractPermissions = [
  ...definePermissions('contract', {
    read: { label: 'See contracts', roles: ['Manager', 'Finance', 'Auditor'] },
    create: { label: 'Create contracts', roles: ['Finance'] },
    update: { label: 'Change and end contracts', roles: ['Finance'] },
    delete: { label: 'Delete drafts of contracts', roles: ['Finance'] },
  }),
  ...definePermissions('discount', {
    read: { label: 'See discounts', roles: ['Manager', 'Finance', 'Auditor'] },
    create: { label: 'Give discounts and redeem codes', roles: ['Finance'] },
    update: { label: 'End discounts', roles: ['Finance'] },
  }),
  ...definePermissions('rate_rule', {
    read: { label: 'See special rates', roles: ['Manager', 'Finance', 'Auditor'] },
    update: { label: 'Change special rates and their order', roles: ['Finance'] },
  }),
  ...definePermissions('purchase_order', {
    read: { label: 'See purchase orders', roles: ['Manager', 'Finance', 'Auditor'] },
    create: { label: 'Enter purchase orders', roles: ['Finance'] },
    update: { label: 'Change purchase orders', roles: ['Finance'] },
    delete: { label: 'Delete purchase orders that nothing stands on', roles: ['Finance'] },
  }),
  ...definePermissions('meter', {
    read: { label: 'See meters and usage', roles: ['Manager', 'Finance', 'Auditor'] },
    update: { label: 'Make and change meters', roles: ['Finance'] },
    record: { label: 'Enter and take back usage', roles: ['Finance'] },
  }),
  ...definePermissions('billing_profile', {
    read: { label: 'See billing profiles', roles: ['Manager', 'Finance', 'Auditor'] },
    update: { label: 'Change billing profiles', roles: ['Finance'] },
  }),
];
