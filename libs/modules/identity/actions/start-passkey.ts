import { defineAction } from '@kelp/kernel';
import { startPasskey } from '../contract';
import { assertRoomForFactor } from '../factors/add-factor';
import { assertProved, openChallenge } from '../factors/prove';
import { relyingParty, userHandle } from '../factors/relying-party';
import { confirmedFactors } from '../factors/use-factor';
import { webauthn } from '../factors/webauthn';
import { ownRow } from './update-me';

/** What the browser needs to make a passkey of this person. One that they have already is not offered again. */
export const startPasskeyAction = defineAction(startPasskey, {
  signedIn: true,
  run: async (ctx) => {
    const me = await ownRow(ctx);
    await assertProved(ctx);
    await assertRoomForFactor(ctx, me.id);
    const { id, name } = relyingParty();
    const { generateRegistrationOptions } = await webauthn();
    const passkeys = (await confirmedFactors(ctx, me.id)).filter((factor) => factor.kind === 'passkey');
    const options = await generateRegistrationOptions({
      rpName: name,
      rpID: id,
      userName: me.email,
      userDisplayName: me.name,
      userID: userHandle(ctx.tenant, me.id),
      challenge: Uint8Array.from(Buffer.from(await openChallenge(ctx, me.id), 'base64url')),
      excludeCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId ?? '', transports })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    });
    return { options: { ...options } };
  },
});
