/** The colours a tag may have; how each looks in light and dark stands in the styles, so that both hold their contrast. */
export const tagColors = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'indigo',
  'purple',
  'pink',
] as const;
export type TagColor = (typeof tagColors)[number];

/** The colour of a tag that was made while picking: the same name gives the same colour. */
export function colorFor(name: string): TagColor {
  const sum = [...name.toLowerCase()].reduce((all, letter) => (all * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return tagColors[1 + (sum % (tagColors.length - 1))] ?? 'gray';
}
