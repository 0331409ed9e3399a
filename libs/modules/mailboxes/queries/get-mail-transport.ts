import { defineQuery, mailLimits, mailTransports } from '@kelp/kernel';
import { getMailTransport } from '../contract';

/** The workspace's own way out for mail and the limits; the password never leaves the program. */
export const getMailTransportQuery = defineQuery(getMailTransport, {
  permission: 'email_settings.read',
  run: async (ctx) => {
    const row = await ctx.db.find(mailTransports, {});
    const limits = await ctx.setting(mailLimits);
    const mayChange = ctx.can('email_settings.update');
    if (!row) return { transport: null, limits, mayChange };
    const { id, version, host, port, security, username, fromAddress, isActive, lastOkAt, failure, failedAt } = row;
    const test = row.testState && { state: row.testState, text: row.testText, at: row.testedAt };
    const hasPassword = row.password !== '';
    const facts = { id, version, host, port, security, username, fromAddress, isActive, lastOkAt, failure, failedAt };
    return { transport: { ...facts, hasPassword, test }, limits, mayChange };
  },
});
