/** What a macro's or canned text's `{{…}}` may name, as shown in the editors. */
export const textPlaces = [
  'contact.name',
  'contact.first_name',
  'client.name',
  'ticket.number',
  'ticket.title',
  'me.name',
] as const;

const known = new Set<string>(textPlaces);

/** A sentence about the first `{{…}}` that cannot be filled in, or null. Nothing but names is understood: no blocks, no helpers. */
export function placeProblem(text: string): string | null {
  const rest = text.replace(/(?<!\{)\{\{\s*([a-z_.]+)\s*\}\}(?!\})/g, (whole, name: string) =>
    known.has(name) ? '' : whole,
  );
  const start = rest.indexOf('{{');
  if (start === -1) return null;
  const shown = rest.slice(start, start + 30).split('\n')[0] ?? '';
  return `“${shown}” cannot be filled in. Use ${textPlaces.map((name) => `{{${name}}}`).join(', ')}.`;
}

/** The first name of a full name; all of it where it is one word. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
