import { sendEmail, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { securityChangedEmail } from '../emails/security-changed';
import { languageOf } from '../language-of';
import { pagesFor } from '../links';
import { portalOf } from '../mail-links';
import type { users } from '../tables';

export type SecurityChange =
  | { kind: 'added' | 'removed' | 'connected' | 'disconnected'; factor: string }
  | { kind: 'recovery'; left: number }
  | { kind: 'codes' }
  | { kind: 'reset'; by: string };

const sentences: Record<string, Record<SecurityChange['kind'], string>> = {
  en: {
    added: 'the second factor “{}” was added to your account.',
    removed: 'the second factor “{}” was removed from your account.',
    connected: 'an account of {} was connected to yours. From now on it opens your account.',
    disconnected: 'the account of {} was disconnected from yours. It opens your account no more.',
    recovery: 'somebody signed in as you with a recovery code. {} codes are left.',
    codes: 'new recovery codes were made for your account. The former ones work no more.',
    reset:
      'all second factors of your account were taken off by {}, and you were signed out everywhere. Sign in and set up a new one.',
  },
  de: {
    added: 'Ihrem Konto wurde der zweite Faktor „{}“ hinzugefügt.',
    removed: 'von Ihrem Konto wurde der zweite Faktor „{}“ entfernt.',
    connected: 'ein Konto bei {} wurde mit Ihrem verbunden. Es öffnet ab jetzt Ihr Konto.',
    disconnected: 'das Konto bei {} wurde von Ihrem getrennt. Es öffnet Ihr Konto nicht mehr.',
    recovery: 'jemand hat sich mit einem Wiederherstellungscode als Sie angemeldet. Es sind noch {} Codes übrig.',
    codes: 'für Ihr Konto wurden neue Wiederherstellungscodes erstellt. Die bisherigen gelten nicht mehr.',
    reset:
      'alle zweiten Faktoren Ihres Kontos wurden von {} entfernt, und Sie wurden überall abgemeldet. Melden Sie sich an und richten Sie einen neuen ein.',
  },
};

function sentenceOf(change: SecurityChange, locale: string): string {
  const words = sentences[locale.slice(0, 2)] ?? sentences['en'];
  const value =
    'factor' in change ? change.factor : 'left' in change ? String(change.left) : 'by' in change ? change.by : '';
  return (words?.[change.kind] ?? '').replace('{}', () => value);
}

/** Tells a person by mail what changed about how they sign in. */
export async function tellOfChange(ctx: Ctx, user: Row<typeof users>, change: SecurityChange): Promise<void> {
  const locale = await languageOf(ctx, user);
  const pages = await pagesFor(ctx, portalOf(user.type));
  await sendEmail(ctx, securityChangedEmail, {
    to: { address: user.email, name: user.name },
    locale,
    props: {
      name: user.name,
      what: sentenceOf(change, locale ?? 'en'),
      forgotLink: pages.forgot(portalOf(user.type)),
    },
    isForClient: user.type === 'client',
    dedupeKey: `security-changed:${ctx.newId()}:${user.id}`,
  });
}
