'use client';

import { useBrand, useReady } from '@kelp/ui';
import type { Portal } from '../tables';
import { knock, type GivenAtDoor } from './doors-client';
import { PasskeyAct } from './passkey-act';
import { answerPasskey, knowsPasskeys } from './passkey-client';
import { t } from './strings';

/** Signs in by a passkey alone. Not drawn where the browser knows none, nor on an MSP's own domain: passkeys belong to the public address. */
export function PasskeyButton({ portal, onGiven }: { portal: Portal; onGiven: (given: GivenAtDoor) => Promise<void> }) {
  const isReady = useReady();
  const brand = useBrand();
  if (!isReady || brand?.isOwnDomain || !knowsPasskeys()) return null;

  async function run() {
    const { step, passkey } = await knock<{ step: string; passkey: object }>('passkey/ask', { portal });
    await onGiven({ step, passkey: JSON.stringify(await answerPasskey(passkey)), alone: 'yes' });
  }
  return <PasskeyAct mt="sm" variant="default" label={t('signin.passkey')} run={run} />;
}
