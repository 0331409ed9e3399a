export * from './contract';
export * from './actor';
export { insertAudit, type AuditEntry } from './audit/write';
export { sealAll, sealTenant } from './audit/seal';
export { anchorHeads, readAnchors, type Anchor } from './audit/anchor';
export { verifyAudit, type Break, type Verdict } from './audit/verify';
export * from './define';
export * from './subscribe';
export { compileNarrowing, defineNarrowing, narrowedByBoth } from './narrowing';
export type { NamedRecord, Narrowed, NarrowedPerson, Narrowing, NarrowingRule, NarrowingWay } from './narrowing';
export * from './context';
export type { Timer } from './enqueue';
export { remembering, type Remembering } from './remembering';
export * from './registry';
export * from './dispatch';
export { parseInput } from './parse-input';
export { sentenceFor } from './sentence-for';
export { inUnit, inReadUnit, assertGuard, type House } from './unit';
export type { Change, ReadStore, Store } from './store';
export * from './tables';
export { sendEmail, sendEmails, mailHost, type EmailRequest, localeChain } from './mail/send-email';
export { mailFrame, type MailFrame } from './mail/mail-frame';
export { deliverMail, putOff } from './mail/deliver-mail';
export { deliveryHeader } from './mail/take-mails';
export {
  mailPort,
  useMailPort,
  type MailPort,
  type OutgoingMail,
  type OwnServer,
  type SendOutcome,
} from './mail/mail-port';
export { recordStates, type Message } from './mail/move-message';
export { bounceMessage, complainAbout, suppressionOf } from './mail/suppress';
export { mailLimits } from './mail/mail-rates';
export { isShortSignature, openPassword, sealPassword, shortSignature, shortSignatures, useSecret } from './secrets';
export { resealTenant, type Resealed } from './reseal';
export { openMailPort } from './mail/open-mail-port';
export { renderTemplate, type Template } from './mail/render';
export * from './runtime/processes';
export { assertLevel } from './runtime/level';
export { stopOnSignals } from './runtime/stop-on-signals';
export { engineChecks } from './runtime/engine-checks';
export { liveChannel } from './bus/streams';
export { consumeAll } from './runtime/consume-all';
export { readCursor, readSortedCursor, staleCursor, writeCursor } from './cursor';
export { abilitiesOf } from './abilities';
export { ensureSeries, prefixesOf, takeNumber, takeNumbers, type TakenNumber } from './numbering';
export { fileStorage, useStorage } from './files';
export * from './runtime/backlog';
export * from './runtime/backups';
export * from './runtime/deletions';
export { forgetTenant } from './runtime/forget-tenant';
export type { Queues } from './work/job-relay';
export { shippedTemplates } from './mail/shipped-templates';
export { mailHostRules, rulesOfHosts, useMailHostRules } from './mail/host-rules';
export { aggregateOf } from './aggregate';
export { resolver, useResolver, type Resolver } from './resolver';
