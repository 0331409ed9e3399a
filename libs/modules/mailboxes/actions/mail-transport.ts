import { defineAction, mailLimits, mailTransports, sealPassword } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { removeMailTransport, saveMailLimits, saveMailTransport, testMailTransport } from '../contract';
import { testTransport } from '../jobs/test-transport';

const permission = 'email_settings.update';

/** The workspace's mail leaves by this server from now on. Another host needs the password again: it is not handed to whom it was not meant for. */
export const saveMailTransportAction = defineAction(saveMailTransport, {
  permission,
  run: async (ctx, { version, password, ...settings }) => {
    const known = await ctx.db.find(mailTransports, {});
    if (known && password === undefined && known.password !== '' && known.host !== settings.host)
      throw invalid('Another server needs its own password.', { password: 'Enter the password for this server.' });
    const sealed = password === undefined ? {} : { password: sealPassword(ctx.tenant, password) };
    const fresh = { ...settings, ...sealed, testState: null, testText: null };
    const row = known
      ? await ctx.db.update(mailTransports, known.id, fresh, version)
      : await ctx.db.insert(mailTransports, fresh);
    ctx.touch('mail');
    return { id: row.id, version: row.version };
  },
});

/** Forgets the server and its password; mail leaves by the installation's server again. */
export const removeMailTransportAction = defineAction(removeMailTransport, {
  permission,
  run: async (ctx) => {
    const known = await ctx.db.find(mailTransports, {});
    if (known) await ctx.db.remove(mailTransports, known.id);
    ctx.touch('mail');
    return {};
  },
});

/** Asks the worker for a test; it answers on the row. */
export const testMailTransportAction = defineAction(testMailTransport, {
  permission,
  run: async (ctx, { to }) => {
    const known = await ctx.db.find(mailTransports, {});
    if (!known) throw refused('mail_transport.missing', 'Save a mail server first, then test it.');
    await ctx.db.update(mailTransports, known.id, { testState: 'running', testText: null, testedAt: ctx.now() });
    await ctx.enqueue(testTransport, { test: ctx.newId(), to });
    ctx.touch('mail');
    return {};
  },
});

/** How much mail may leave; what is over the limit waits. */
export const saveMailLimitsAction = defineAction(saveMailLimits, {
  permission,
  run: async (ctx, after) => {
    const before = await ctx.setting(mailLimits);
    await ctx.saveSetting(mailLimits, after);
    await recordChange(ctx, {
      action: saveMailLimits.name,
      subject: 'tenant_settings',
      subjectId: null,
      before,
      after,
    });
    ctx.touch('mail');
    return after;
  },
});
