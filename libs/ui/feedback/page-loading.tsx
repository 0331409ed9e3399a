import { t } from '../i18n';

const LINES = [34, 72, 58, 66, 48, 61];

/** Grey lines where the content of a page or a section will stand. */
export function PageLoading({ lines = LINES.length }: { lines?: number }) {
  return (
    <div role="status" style={{ display: 'grid', gap: 14, maxWidth: 720, paddingBlock: 6 }}>
      <span className="kelp-hidden">{t('list.loading')}</span>
      {LINES.slice(0, lines).map((width) => (
        <i
          key={width}
          aria-hidden="true"
          style={{ width: `${width}%`, height: 12, borderRadius: 4, background: 'var(--kelp-border)' }}
        />
      ))}
    </div>
  );
}
