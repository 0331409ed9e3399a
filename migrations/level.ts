/** The names of the chain, in order, for processes that only check the level and need no migration code. A test keeps both equal. */
export const schemaLevel: readonly string[] = [
  '0001-kernel',
  '0002-identity',
  '0003-clients',
  '0004-catalog',
  '0005-tickets',
  '0006-sla',
  '0007-time',
  '0008-contracts',
  '0009-billing',
  '0010-notifications',
  '0011-mailboxes',
  '0012-boards',
  '0013-ticket-relations',
  '0015-conversation',
  '0019-sla',
  '0020-mail',
];
