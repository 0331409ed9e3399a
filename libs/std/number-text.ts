/** How the numbers of a series are written: what stands before them, and with how many digits at least. */
export interface NumberStyle {
  prefix: string;
  padding: number;
}

/** A business number as people read it, such as `T-0042` of 42. */
export const numberText = ({ prefix, padding }: NumberStyle, number: bigint): string =>
  `${prefix}${number.toString().padStart(padding, '0')}`;
