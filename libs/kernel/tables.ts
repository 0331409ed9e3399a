import {
  bareTenantColumns,
  bigint,
  boolean,
  controlColumns,
  instant,
  integer,
  json,
  referenceColumns,
  tenantColumns,
  text,
  textList,
  uuid,
} from '@kelp/platform/db';

/** A stored file that goes with a mail; with a `contentId` it is shown where the HTML says `cid:<contentId>`. */
export interface MailFile {
  key: string;
  filename: string;
  contentType: string;
  contentId?: string;
}

/** The kernel's own tables. Business modules declare theirs in their room. */
export const auditLog = bareTenantColumns('audit_log', {
  id: uuid(),
  at: instant(),
  actorKind: text(),
  actorId: uuid().orNull(),
  actorName: text(),
  door: text(),
  action: text(),
  requestId: text(),
  causeId: uuid().orNull(),
  subject: text(),
  subjectId: uuid().orNull(),
  before: json<Record<string, unknown>>().orNull(),
  after: json<Record<string, unknown>>().orNull(),
});

/** Rows of the trail that wait for the chain. */
export const auditUnsealed = bareTenantColumns('audit_unsealed', { auditId: uuid() });

/** One link a row of the trail, in the order of sealing. */
export const auditChain = bareTenantColumns('audit_chain', { seq: bigint(), auditId: uuid(), hash: text() });

/** Where the chain ends, and after which link it begins since the retention took what was older. */
export const auditHeads = bareTenantColumns('audit_heads', {
  seq: bigint(),
  hash: text(),
  baseSeq: bigint().withDefault(),
  baseHash: text().withDefault(),
  sealedAt: instant(),
});

export const idempotencyKeys = bareTenantColumns('idempotency_keys', {
  key: text(),
  action: text(),
  inputHash: text(),
  result: json<unknown>().orNull(),
  createdAt: instant().withDefault(),
});

export const outbox = bareTenantColumns('outbox', {
  id: uuid(),
  type: text(),
  eventVersion: integer(),
  aggregateType: text(),
  aggregateId: uuid(),
  occurredAt: instant(),
  actor: json<{ kind: string; id: string | null; name: string }>(),
  causeId: uuid().orNull(),
  depth: integer(),
  isMuted: { type: 'bool', isNullable: false, hasDefault: true } as const,
  payload: json<unknown>(),
  publishedAt: instant().orNull(),
});

export const deliveries = bareTenantColumns('deliveries', {
  eventId: uuid(),
  handler: text(),
  state: text<'pending' | 'done' | 'dead' | 'skipped'>(),
  attempts: integer().withDefault(),
  nextAt: instant(),
  error: text().orNull(),
  doneAt: instant().orNull(),
});

export const jobs = bareTenantColumns('jobs', {
  id: uuid(),
  name: text(),
  queue: text(),
  key: text(),
  input: json<unknown>(),
  state: text<'queued' | 'added' | 'running' | 'done' | 'dead'>().withDefault(),
  attempts: integer().withDefault(),
  runAt: instant(),
  leaseUntil: instant().orNull(),
  error: text().orNull(),
  causeId: uuid().orNull(),
  isMuted: { type: 'bool', isNullable: false, hasDefault: true } as const,
  createdAt: instant().withDefault(),
  updatedAt: instant().withDefault(),
});

export const dueItems = bareTenantColumns('due_items', {
  kind: text(),
  key: text(),
  dueAt: instant(),
  payload: json<Record<string, unknown>>().withDefault(),
  claimedUntil: instant().orNull(),
});

export const liveCounters = bareTenantColumns('live_counters', { n: bigint().withDefault() });

export const tenantSettings = bareTenantColumns('tenant_settings', {
  key: text(),
  value: json<unknown>(),
  updatedAt: instant().withDefault(),
  updatedBy: uuid().orNull(),
});

/** M1: what became of a message. `unknown`: the line was lost after all was handed over, it may have arrived. */
export const emailStates = [
  'queued',
  'sending',
  'sent',
  'unknown',
  'deferred',
  'bounced',
  'complained',
  'suppressed',
  'failed',
] as const;
export type EmailState = (typeof emailStates)[number];
/** TLS from the first byte, TLS by STARTTLS, or none. */
export type MailSecurity = 'tls' | 'starttls' | 'none';

export const emailMessages = tenantColumns(
  'email_messages',
  {
    dedupeKey: text(),
    toAddress: text(),
    toName: text().withDefault(),
    fromAddress: text(),
    replyTo: text().orNull(),
    subtype: text(),
    template: text(),
    templateSource: text(),
    locale: text(),
    subject: text(),
    html: text(),
    text: text(),
    rfcMessageId: text(),
    inReplyTo: text().orNull(),
    referenceIds: textList().withDefault(),
    attachments: json<MailFile[]>().withDefault(),
    state: text<EmailState>().withDefault(),
    attempts: integer().withDefault(),
    nextAt: instant().orNull(),
    error: text().orNull(),
    sentAt: instant().orNull(),
    aboutType: text().orNull(),
    aboutId: uuid().orNull(),
    /** The version of the tenant's own text that was used; null for a shipped one. */
    templateVersion: integer().orNull(),
    bodyHash: text().withDefault(),
    /** How often a job was set for it; makes each job's key its own. */
    wakes: integer().withDefault(),
    /** True once it has its place in the rates; it takes no second one. */
    hasRateSlot: boolean().withDefault(),
    transport: text<'installation' | 'own'>().orNull(),
    bounceKind: text<'hard' | 'soft'>().orNull(),
    bouncedAt: instant().orNull(),
  },
  { isAudited: false, noun: 'message' },
);

/** What happened to each message, in order; written once. */
export const emailMessageStates = bareTenantColumns(
  'email_message_states',
  {
    id: uuid(),
    messageId: uuid(),
    state: text(),
    at: instant(),
    detail: text().withDefault(),
    attempt: integer().withDefault(),
  },
  { isAudited: false },
);

/** Addresses that get no mail: until a person clears them, or until an instant. */
export const mailSuppressions = tenantColumns(
  'mail_suppressions',
  {
    address: text(),
    reason: text<'hard_bounce' | 'complaint' | 'soft_bounces'>(),
    detail: text().withDefault(),
    messageId: uuid().orNull(),
    until: instant().orNull(),
  },
  { noun: 'suppressed address' },
);

/** When the next mail of a tenant, or to one address, may leave. */
export const mailRates = bareTenantColumns('mail_rates', { key: text(), freeAt: instant() }, { isAudited: false });

/** A tenant's own SMTP server; without one the installation's is used. */
export const mailTransports = tenantColumns(
  'mail_transports',
  {
    isOnly: boolean().withDefault(),
    host: text(),
    port: integer(),
    security: text<MailSecurity>(),
    username: text().withDefault(),
    /** Sealed with the installation's key. */
    password: text().withDefault(),
    fromAddress: text(),
    isActive: boolean().withDefault(),
    lastOkAt: instant().orNull(),
    failedAt: instant().orNull(),
    failure: text().orNull(),
    testState: text<'running' | 'ok' | 'failed'>().orNull(),
    testText: text().orNull(),
    testedAt: instant().orNull(),
  },
  { noun: 'mail server', secret: ['password'] },
);

export const tenantEmailTemplates = tenantColumns(
  'tenant_email_templates',
  {
    name: text(),
    locale: text(),
    subject: text(),
    html: text(),
    text: text(),
    /** The shipped text that it was written beside, so that a later change of that one can be shown. */
    base: json<{ subject: string; html: string; text: string }>().orNull(),
  },
  { noun: 'e-mail template' },
);

export const systemEmailTemplates = referenceColumns('system_email_templates', {
  name: text(),
  locale: text(),
  subject: text(),
  html: text(),
  text: text(),
  hash: text(),
});

export const leases = controlColumns('leases', { name: text(), holder: text(), until: instant() });
export const schedules = controlColumns('schedules', { name: text(), lastFiredAt: instant() });
export const clockOffset = controlColumns('clock_offset', { isOnly: boolean().withDefault(), offsetMs: bigint() });

export const numberSeries = bareTenantColumns('number_series', {
  kind: text(),
  prefix: text(),
  padding: integer().withDefault(),
  next: bigint().withDefault(),
  /** Prefixes of earlier numbers, in the order in which they were given up: by them people still name those. */
  formerPrefixes: textList().withDefault(),
  version: integer().withDefault(),
});

export const kernelTables = [
  numberSeries,
  auditLog,
  auditUnsealed,
  auditChain,
  auditHeads,
  idempotencyKeys,
  outbox,
  deliveries,
  jobs,
  dueItems,
  liveCounters,
  tenantSettings,
  emailMessages,
  emailMessageStates,
  mailSuppressions,
  mailRates,
  mailTransports,
  tenantEmailTemplates,
  systemEmailTemplates,
  leases,
  schedules,
  clockOffset,
];
