import type { Actor } from '@kelp/kernel';

/** What is open to somebody whose role demands a second factor that they do not have: to set one up, and nothing else. */
const settingUp: ReadonlySet<string> = new Set([
  'me.get',
  'me.factors',
  'me.start_totp',
  'me.confirm_totp',
  'me.start_passkey',
  'me.confirm_passkey',
]);

/** The confinement of a session, read anew with each request. */
export const confinementOf = ({ lacksFactor }: { lacksFactor: boolean }): Pick<Actor, 'confinement'> =>
  lacksFactor
    ? {
        confinement: {
          names: settingUp,
          id: 'second_factor_missing',
          sentence: 'Your role asks for a second factor. Set one up first, then everything is open to you.',
        },
      }
    : {};
