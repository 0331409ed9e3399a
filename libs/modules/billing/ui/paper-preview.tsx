'use client';

import type { CSSProperties } from 'react';
import type { Paper, PaperSection } from '../domain/paper';

function PaperPart({ section, paper, logo }: { section: PaperSection; paper: Paper; logo: string | null }) {
  switch (section.kind) {
    case 'letterhead':
      return (
        <div className="kelp-d-head">
          <div>
            {logo && <img src={logo} alt="" style={{ width: `${paper.logoWidth / 5}%`, minWidth: 40 }} />}
            <strong>{section.seller.name}</strong>
            <small>{section.seller.details}</small>
          </div>
          <span className="kelp-d-title">{section.title}</span>
        </div>
      );
    case 'parties':
      return (
        <div className="kelp-d-head">
          <div>
            <b>{section.buyer.name}</b>
            <span>{section.buyer.address}</span>
          </div>
          <dl>
            {section.facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      );
    case 'lines':
      return (
        <table>
          <thead>
            <tr>
              {section.columns.map(({ kind, label, isEnd }) => (
                <th key={kind} data-end={isEnd || undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {section.rows.map((row, at) => (
              <tr key={at}>
                {row.map(({ text, notes }, column) => (
                  <td key={column} data-end={section.columns[column]?.isEnd || undefined}>
                    {text}
                    {notes.map((note) => (
                      <small key={note}>{note}</small>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'totals':
      return (
        <dl className="kelp-d-totals">
          {section.rows.map(({ label, amount, isStrong }) => (
            <div key={label} data-strong={isStrong || undefined}>
              <dt>{label}</dt>
              <dd>{amount}</dd>
            </div>
          ))}
        </dl>
      );
    case 'taxes':
      return (
        <table className="kelp-d-taxes">
          <tbody>
            {[section.head, ...section.rows].map((row, at) => (
              <tr key={at}>
                {row.map((text, column) => (
                  <td key={column} data-end={column > 0 || undefined}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    default:
      return <p>{section.text}</p>;
  }
}

/** The same paper as the PDF, drawn by the browser: every change of the design shows at once. Always on white, as it is printed. */
export function PaperPreview({ paper, logo, label }: { paper: Paper; logo: string | null; label: string }) {
  const style = { '--paper-accent': paper.accentColor, '--paper-size': `${paper.fontSize * 1.3}px` } as CSSProperties;
  return (
    <article className="kelp-d-paper" aria-label={label} data-page={paper.pageSize} style={style} tabIndex={0}>
      {paper.sections.map((section) => (
        <PaperPart key={section.kind} section={section} paper={paper} logo={logo} />
      ))}
      <footer>{paper.footer}</footer>
    </article>
  );
}
