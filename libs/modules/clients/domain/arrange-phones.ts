import type { ContactPhone } from '../tables';

interface Given {
  phone?: string | undefined;
  phones?: ContactPhone[] | undefined;
}

/** Numbers with exactly one default (the first marked one, else the first), and that one's number; nothing when nothing is given. */
export function arrangePhones(given: Given, before: ContactPhone[]): { phones?: ContactPhone[]; phone?: string } {
  const all = given.phones ?? (given.phone === undefined ? undefined : withDefault(given.phone.trim(), before));
  if (!all) return {};
  const chosen = Math.max(
    0,
    all.findIndex((one) => one.isDefault),
  );
  const phones = all.map((one, place) => ({ ...one, isDefault: place === chosen }));
  return { phones, phone: phones[chosen]?.number ?? '' };
}

/** The single number in the place of the default one; an empty one takes that away. */
function withDefault(number: string, before: ContactPhone[]): ContactPhone[] {
  const former = before.find((one) => one.isDefault);
  const others = before.filter((one) => one !== former);
  if (!number) return others;
  return [{ kind: former?.kind ?? 'work', number, extension: '', isDefault: true }, ...others];
}
