/** What was delivered and is not billed. */
export const unbilledKinds = ['approved', 'unapproved', 'usage', 'products', 'fees'] as const;
export type UnbilledKind = (typeof unbilledKinds)[number];
export const unbilledAges = ['days30', 'days60', 'days90', 'older'] as const;
export type UnbilledAge = (typeof unbilledAges)[number];
