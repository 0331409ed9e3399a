import { sniffContentType } from './sniff';

export interface FileCheck {
  /** By the bytes. */
  contentType: string;
  /** One sentence about what is wrong; null when nothing is. */
  warning: string | null;
  /** True for what must not be handed on: programs, archives and pictures that unpack to something huge, test viruses. */
  isHeldBack: boolean;
}

const programNames =
  /\.(exe|com|scr|pif|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|cpl|dll|lnk|jar|reg|scf|url|iso|img|vhdx?|appx|apk|sh)$/i;
const expected: Record<string, RegExp> = {
  pdf: /^application\/pdf$/,
  png: /^image\/png$/,
  jpg: /^image\/jpeg$/,
  jpeg: /^image\/jpeg$/,
  gif: /^image\/gif$/,
  webp: /^image\/webp$/,
  docx: /^application\/(vnd\.openxmlformats.*|zip)$/,
  xlsx: /^application\/(vnd\.openxmlformats.*|zip)$/,
  pptx: /^application\/(vnd\.openxmlformats.*|zip)$/,
  zip: /^application\/(zip|vnd\.openxmlformats.*)$/,
  txt: /^text\//,
  csv: /^text\//,
};
const maxUnpacked = 500 * 1024 * 1024;
const maxRatio = 200;
const smallEnough = 20 * 1024 * 1024;
const maxPixels = 100_000_000;
const maxEntries = 20_000;
// Split, so that no scanner takes this file for the virus it describes.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Looks at a file that somebody outside sent: its bytes against its name, and what it would unpack to. Reads headers only, never unpacks. */
export function checkFile(content: Buffer, filename: string): FileCheck {
  const contentType = sniffContentType(content, filename);
  const heldBack = (warning: string): FileCheck => ({ contentType, warning, isHeldBack: true });
  if (content.subarray(0, 200).toString('latin1').includes(eicar)) return heldBack(`${filename} is a test virus.`);
  if (isProgram(content, filename)) return heldBack(`${filename} is a program.`);
  const unpacked = unpackedSize(content);
  if (unpacked > maxUnpacked || (unpacked > smallEnough && unpacked / content.length > maxRatio))
    return heldBack(
      `${filename} unpacks to ${Math.round(unpacked / 1_048_576).toLocaleString('en')} MB, far more than it is.`,
    );
  if (pixelsOf(content) > maxPixels) return heldBack(`${filename} is a picture of far too many pixels.`);
  const extension = /\.([a-z0-9]{1,8})$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  const isOther = expected[extension] !== undefined && !expected[extension]?.test(contentType) && content.length > 0;
  return {
    contentType,
    warning: isOther ? `${filename} is not what its name says (${contentType}).` : null,
    isHeldBack: false,
  };
}

function isProgram(content: Buffer, filename: string): boolean {
  const head = content.subarray(0, 4).toString('latin1');
  if (programNames.test(filename)) return true;
  return (
    head.startsWith('MZ') ||
    head === '\u007fELF' ||
    head.startsWith('#!') ||
    /^(cffaedfe|cefaedfe|feedfac[ef]|4c000000)$/.test(content.subarray(0, 4).toString('hex'))
  );
}

/** What the directory of a zip file claims that it holds, in bytes; -1 when it is no zip file, endless when the directory lies about itself. */
function unpackedSize(content: Buffer): number {
  const end = content.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > content.length) return -1;
  let at = content.readUInt32LE(end + 16);
  let total = 0;
  for (let entry = 0; entry < content.readUInt16LE(end + 10); entry += 1) {
    if (entry > maxEntries || at + 46 > content.length || content.readUInt32LE(at) !== 0x02014b50)
      return Number.MAX_SAFE_INTEGER;
    total += content.readUInt32LE(at + 24);
    at += 46 + content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return total;
}

/** Width times height by the header of a PNG, GIF or JPEG; 0 for anything else. */
function pixelsOf(content: Buffer): number {
  if (content.length > 24 && content.toString('latin1', 1, 4) === 'PNG')
    return content.readUInt32BE(16) * content.readUInt32BE(20);
  if (content.length > 10 && content.toString('latin1', 0, 3) === 'GIF')
    return content.readUInt16LE(6) * content.readUInt16LE(8);
  if (content.length < 4 || content.readUInt16BE(0) !== 0xffd8) return 0;
  for (let at = 2; at + 9 < content.length && content[at] === 0xff; at += 2 + content.readUInt16BE(at + 2)) {
    const marker = content[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return content.readUInt16BE(at + 5) * content.readUInt16BE(at + 7);
  }
  return 0;
}
