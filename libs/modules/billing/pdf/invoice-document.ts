import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Paper, PaperSection } from '../domain/paper';

type Of<K extends PaperSection['kind']> = Extract<PaperSection, { kind: K }>;

function letterhead(section: Of<'letterhead'>, paper: Paper, logo: string | null): Content {
  const { seller, title } = section;
  return {
    columns: [
      {
        stack: [
          ...(logo ? [{ image: logo, width: paper.logoWidth, margin: [0, 0, 0, 8] } as Content] : []),
          { text: seller.name, bold: true, fontSize: paper.fontSize + 3 },
          { text: seller.details, style: 'small' },
        ],
      },
      { text: title, fontSize: 22, bold: true, color: paper.accentColor, alignment: 'right' },
    ],
    margin: [0, 0, 0, 28],
  };
}

function parties({ buyer, facts }: Of<'parties'>): Content {
  const body: TableCell[][] = facts.map(([label, value]) => [
    { text: label, style: 'small' },
    { text: value, alignment: 'right' },
  ]);
  return {
    columns: [
      { stack: [{ text: buyer.name, bold: true }, { text: buyer.address }] },
      { width: 'auto', table: { body }, layout: 'noBorders' },
    ],
    margin: [0, 0, 0, 20],
  };
}

function lineTable({ columns, rows }: Of<'lines'>, paper: Paper): Content {
  const alignment = (at: number) => (columns[at]?.isEnd ? ('right' as const) : ('left' as const));
  const header = columns.map(({ label }, at) => ({
    text: label,
    bold: true,
    color: paper.accentColor,
    alignment: alignment(at),
  }));
  const body = rows.map((row) =>
    row.map(({ text, notes }, at): TableCell =>
      notes.length === 0
        ? { text, alignment: alignment(at) }
        : { stack: [{ text }, ...notes.map((note) => ({ text: note, style: 'small' }))] },
    ),
  );
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ kind }) => (kind === 'description' ? '*' : 'auto')),
      body: [header, ...body],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 0, 0, 12],
  };
}

function totals({ rows }: Of<'totals'>, paper: Paper): Content {
  const body = rows.map(({ label, amount, isStrong }): TableCell[] => [
    { text: label, bold: isStrong, ...(isStrong ? { color: paper.accentColor } : {}) },
    { text: amount, alignment: 'right', bold: isStrong },
  ]);
  return {
    columns: [
      { text: '', width: '*' },
      { width: 'auto', table: { body, widths: ['auto', 'auto'] }, layout: 'noBorders' },
    ],
    unbreakable: true,
    margin: [0, 0, 0, 12],
  } as Content;
}

function taxTable({ head, rows }: Of<'taxes'>): Content {
  if (rows.length === 0) return { text: '' };
  const alignment = (at: number) => (at === 0 ? ('left' as const) : ('right' as const));
  const body = [head, ...rows].map((row) =>
    row.map((text, at): TableCell => ({ text, style: 'small', alignment: alignment(at) })),
  );
  return {
    table: { headerRows: 1, widths: ['*', 'auto', 'auto', 'auto'], body },
    layout: 'lightHorizontalLines',
    margin: [0, 0, 0, 12],
  };
}

function sectionContent(section: PaperSection, paper: Paper, logo: string | null): Content {
  switch (section.kind) {
    case 'letterhead':
      return letterhead(section, paper, logo);
    case 'parties':
      return parties(section);
    case 'lines':
      return lineTable(section, paper);
    case 'totals':
      return totals(section, paper);
    case 'taxes':
      return taxTable(section);
    default:
      return { text: section.text, margin: [0, 0, 0, 12] };
  }
}

/** The layout of a paper as pdfmake takes it: its sections in their order, headings of lines on every page, footer with page numbers. */
export function invoiceDocument(paper: Paper, logo: string | null): TDocumentDefinitions {
  return {
    info: { title: paper.title, author: paper.author },
    pageSize: paper.pageSize,
    pageMargins: [48, 48, 48, 64],
    defaultStyle: { font: 'Roboto', fontSize: paper.fontSize, lineHeight: 1.15 },
    styles: { small: { fontSize: paper.fontSize - 2, color: '#555555' } },
    content: paper.sections.map((section) => sectionContent(section, paper, logo)),
    footer: (page: number, pages: number) => ({
      margin: [48, 12, 48, 0],
      columns: [
        { text: paper.footer, style: 'small' },
        { text: `${page} / ${pages}`, style: 'small', alignment: 'right', width: 'auto' },
      ],
    }),
  };
}
