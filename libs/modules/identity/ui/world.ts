/** All IANA zones that this browser knows, by name. */
export const zones = (): string[] => {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes('UTC') ? known : [...known, 'UTC'];
};

/** All ISO 4217 codes with their names, such as "USD, US Dollar". */
export function currencies(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code}, ${names.of(code) ?? code}`,
  }));
}

/** The zone that this browser runs in; UTC when the list does not know it. */
export function browserZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return zones().includes(timeZone) ? timeZone : 'UTC';
}
