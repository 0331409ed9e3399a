/** The mark of Kelp: two fronds on one stem, drawn in the colour of the text around it. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true" className="kelp-brand-mark">
      <path d="M6 18V2" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M6 11c5.2 0 8.4-2.6 9.4-8" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M9 10.4c3.4.6 5.6 3.1 6.4 7.1" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
