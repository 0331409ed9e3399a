declare module 'pdfmake/fonts/Roboto.js' {
  /** Paths of the font files, by family and style. */
  const fonts: { Roboto: { normal: string; bold: string; italics: string; bolditalics: string } };
  export default fonts;
}
