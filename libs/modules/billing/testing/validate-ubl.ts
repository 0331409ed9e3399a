import { validateXML } from 'xmllint-wasm';
import { ublSchemas } from './ubl-schema';

/** What the schemas say against a document; none when it is valid. Tests only. */
export async function ublFaults(xml: string): Promise<string[]> {
  const main = xml.includes('<CreditNote') ? 'credit-note.xsd' : 'invoice.xsd';
  const file = (fileName: 'cbc.xsd' | 'cac.xsd') => ({ fileName, contents: ublSchemas[fileName] });
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'document.xml', contents: xml }],
    schema: [{ fileName: main, contents: ublSchemas[main] }],
    preload: [file('cac.xsd'), file('cbc.xsd')],
  });
  return valid ? [] : errors.map(({ message }) => message);
}
