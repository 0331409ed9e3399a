import { userPasswordChanged } from '@kelp/identity';
import { subscribe } from '@kelp/kernel';
import { allAs, notify } from '../notify';

/** Beside the mail about it, so that it is seen where the person works. */
export const onUserPasswordChangedTellPerson = subscribe(
  userPasswordChanged,
  'on-user-password-changed-tell-person',
  (ctx, { id, payload: { userId } }) =>
    notify(ctx, allAs('own_account', [userId]), {
      subtype: 'security.password_changed',
      eventId: id,
      title: (say) => say('security.password_changed'),
      body: (say) => say('security.password_changed.body'),
      link: '/msp/profile',
    }),
  { history: 'never' },
);
