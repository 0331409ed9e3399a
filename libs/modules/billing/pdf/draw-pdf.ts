import { dirname, sep } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';

type PdfMake = typeof import('pdfmake');

/** CommonJS packages: bundlers and Node agree only on the default export. */
async function load(): Promise<PdfMake> {
  const [made, { default: roboto }] = await Promise.all([
    import('pdfmake') as unknown as Promise<{ default: PdfMake }>,
    import('pdfmake/fonts/Roboto.js'),
  ]);
  const pdfMake = made.default;
  const fontFolder = dirname(roboto.Roboto.normal) + sep;
  pdfMake.setFonts(roboto);
  pdfMake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));
  pdfMake.setUrlAccessPolicy(() => false);
  return pdfMake;
}

let loading: Promise<PdfMake> | undefined;

/** The PDF of a layout, in the bundled Roboto; it can reach no other file and no address. pdfmake is loaded on first use, since it is large. */
export async function drawPdf(document: TDocumentDefinitions): Promise<Buffer> {
  loading ??= load();
  const pdfMake = await loading;
  return Buffer.from(await pdfMake.createPdf(document).getBuffer());
}
