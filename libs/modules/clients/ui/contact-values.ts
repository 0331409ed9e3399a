import type { ContactCard } from '../contract';
import { t } from './strings';
import type { Shown } from './use-record-form';

type Phones = ContactCard['phones'];
type Emails = ContactCard['otherEmails'];

/** What the form holds: texts, so that two people's changes can be compared; lists are JSON. */
export const blankContact = { fullName: '', email: '', phones: '[]', otherEmails: '[]', isExternal: '', title: '' };
export type ContactValues = typeof blankContact;

export const phonesOf = (text: string): Phones => JSON.parse(text) as Phones;
export const emailsOf = (text: string): Emails => JSON.parse(text) as Emails;

/** A contact as the form shows it, with the version it belongs to. */
export function shownContact(contact: ContactCard): Shown<ContactValues> {
  const { fullName, email, phones, otherEmails, isExternal, title, version } = contact;
  const lists = { phones: JSON.stringify(phones), otherEmails: JSON.stringify(otherEmails) };
  return { values: { fullName, email: email ?? '', ...lists, isExternal: isExternal ? 'yes' : '', title }, version };
}

/** The changed values as the actions take them; rows without a number or address are left out. */
export function contactPatch({ email, phones, otherEmails, isExternal, ...texts }: Partial<ContactValues>) {
  return {
    ...texts,
    ...(email === undefined ? {} : { email: email || null }),
    ...(phones === undefined ? {} : { phones: phonesOf(phones).filter(({ number }) => number.trim()) }),
    ...(otherEmails === undefined ? {} : { otherEmails: emailsOf(otherEmails).filter((one) => one.email.trim()) }),
    ...(isExternal === undefined ? {} : { isExternal: isExternal === 'yes' }),
  };
}

/** The address that calls a number. */
export const dialable = (phone: string): string => `tel:${phone.replace(/[^\d+*#]/g, '')}`;

/** A number as it is read out: with its extension. */
export const phoneInWords = ({ number, extension }: { number: string; extension: string }): string =>
  extension ? t('phones.extended', { number, extension }) : number;

/** A value of the form in words, for the note that somebody else changed it. */
export function valueInWords(name: keyof ContactValues, value: string): string {
  if (name === 'phones') return phonesOf(value).map(phoneInWords).join(', ');
  if (name === 'otherEmails')
    return emailsOf(value)
      .map((one) => one.email)
      .join(', ');
  return name === 'isExternal' && value ? t('contact.external') : value;
}
