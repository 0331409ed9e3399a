/** How VAT numbers of a country are written, after its two letters. Sources: the member states' own descriptions in VIES; UK, Norway and Switzerland by their authorities. */
const shapes: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{9}B[A-Z0-9+*]{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
  GB: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
  NO: /^\d{9}(MVA)?$/,
  CH: /^E\d{9}(MWST|TVA|IVA)?$/,
};

/** Countries among which the recipient of a service owes the tax; Greece writes EL on its numbers. */
const union = new Set(Object.keys(shapes).filter((code) => !['GB', 'NO', 'CH', 'XI'].includes(code)));

const isoOf = (prefix: string): string => (prefix === 'EL' ? 'GR' : prefix);

/** A VAT number without spaces and dots, its country (ISO) and what is wrong with it; null when its form is right. */
export function readVatNumber(text: string): { number: string; country: string; problem: string | null } {
  const number = text.toUpperCase().replace(/[\s.\-/]/g, '');
  const prefix = number.slice(0, 2);
  const country = isoOf(prefix);
  const shape = shapes[prefix];
  if (!/^[A-Z]{2}/.test(number)) {
    return { number, country: '', problem: 'Begin with the two letters of the country, such as DE123456789.' };
  }
  if (!shape)
    return {
      number,
      country,
      problem: `Kelp does not know how VAT numbers of ${country} are written. Check the two letters.`,
    };
  if (shape.test(number.slice(2))) return { number, country, problem: null };
  return {
    number,
    country,
    problem: `This is not how a VAT number of ${country} is written. Compare it with the client's papers.`,
  };
}

/** Why a client does not owe the tax in our place, or null: both in the union, in different countries, with a number. */
export function reverseChargeProblem(number: string, sellerCountry: string): string | null {
  if (sellerCountry === '') return 'Say in the tax settings in which country you are first.';
  const prefix = number.slice(0, 2);
  if (!union.has(sellerCountry === 'GR' ? 'EL' : sellerCountry)) {
    return 'Reverse charge within the union is for sellers in the union. Set a rate of 0 % with its reason for this place instead.';
  }
  if (!union.has(prefix))
    return 'This number is not of a member state. Set a rate of 0 % with its reason for this place instead.';
  if (isoOf(prefix) === sellerCountry) return 'Client and seller are in the same country: the tax is charged as usual.';
  return null;
}
