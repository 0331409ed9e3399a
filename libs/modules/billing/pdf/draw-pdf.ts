import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';

type PdfMake = typeof import('pdfmake');

let ready: PdfMake | undefined;

/** pdfmake with its bundled Roboto; documents can reach no other file and no address. Loaded on first use, since it is large. */
function pdfMake(): PdfMake {
  if (ready) return ready;
  const load = createRequire(join(process.cwd(), 'package.json'));
  const made = load('pdfmake') as PdfMake;
  const fonts = load('pdfmake/fonts/Roboto.js') as Parameters<PdfMake['setFonts']>[0];
  const fontFolder = join(dirname(load.resolve('pdfmake/fonts/Roboto.js')), 'Roboto') + sep;
  made.setFonts(fonts);
  made.setLocalAccessPolicy((path) => path.startsWith(fontFolder));
  made.setUrlAccessPolicy(() => false);
  ready = made;
  return made;
}

/** The PDF of a layout. */
export async function drawPdf(document: TDocumentDefinitions): Promise<Buffer> {
  return Buffer.from(await pdfMake().createPdf(document).getBuffer());
}
