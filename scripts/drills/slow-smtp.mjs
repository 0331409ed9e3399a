import { step } from '../progress.mjs';
import { watchLateness } from './lateness.mjs';
import { startSmtpSink } from './smtp-sink.mjs';

/**
 * A mail server that takes each mail and says so only after minutes. Mail waits in Postgres, clocks fire in time, and when the server is
 * itself again everything arrives; what it had taken without saying so comes again under the same Message-ID.
 */
export const slowSmtp = {
  pauseMs: 400,
  async stand({ seconds }) {
    const sink = await startSmtpSink(seconds * 1000);
    return { smtpUrl: sink.url, sink };
  },
  async act(house) {
    const { ledger, stand, options } = house;
    const { sink } = stand.options;
    const watch = await watchLateness(house, options.seconds);
    const lateness = await step(`The mail server answers after ${options.seconds} s`, () => watch.result());
    const waited = (await ledger.waiting()).mails;
    sink.beQuick();
    return { did: { 'mails that waited when it became quick': waited, ...lateness.did }, faults: lateness.faults };
  },
  async after({ stand, ledger }) {
    const { sink } = stand.options;
    const arrived = await ledger.notArrived(sink.messageIds());
    await sink.close();
    return {
      did: {
        'mails taken by the server, of these again under the same Message-ID': `${sink.taken()}, ${sink.taken() - sink.messageIds().length}`,
      },
      faults: { 'mails marked sent that the server never saw': arrived },
    };
  },
};
