export { KelpProvider, type KelpProviderProps } from './provider';
export { t, translator, type StringVars, type Translate } from './i18n';
export { portalTheme, staffTheme } from './theme/theme';
export { brandLook, portalSurfaces, type BrandLook } from './theme/brand';
export { BrandSign, useBrand, type Brand } from './shell/brand';
export { shrinkPicture } from './feedback/shrink-picture';
export { TONES, type Portal, type Tone } from './theme/tokens';
export { useFormats } from './format/format-provider';
export { currencyChoices, zoneNames } from './format/world';
export { formatBytes, formatMinutes, formatRelative, type Formats } from './format/format';

export { Kbd } from './keys/kbd';
export { useOpenKeysHelp } from './keys/keys-provider';
export { type KeyBinding, type KeyBindings, type KeyScope } from './keys/key-registry';
export { useKeys, type UseKeysOptions } from './keys/use-keys';

export { later } from './later';
export { LiveBanner } from './live/live-banner';
export { LiveProvider, useLive, useLiveState } from './live/live-provider';
export { type LiveHint } from './live/hints';
export { type LiveState } from './live/live-stream';

export { ChoiceDialog, type ChoiceDialogProps, type DialogChoice } from './palette/choice-dialog';
export { Palette, usePalette, type PaletteProps, type PaletteState } from './palette/palette';
export { Marked } from './palette/marked';
export { type MarkedText, type PaletteItem, type PaletteSource } from './palette/palette-match';

export { AuthLayout, type AuthLayoutProps } from './shell/auth-layout';
export { type BellProps } from './shell/bell';
export { type CreateItem, type NavItem, type ShellUser, type UserMenuItem } from './shell/nav';
export { usePeek, type Peek, type PeekContent } from './shell/peek';
export { PortalShell, type PortalShellProps } from './shell/portal-shell';
export { SubNav, type SubNavProps } from './shell/sub-nav';
export { StaffShell, type StaffShellProps } from './shell/staff-shell';

export { Avatar } from './feedback/avatar';
export { ConfirmDialog, type ConfirmDialogProps } from './feedback/confirm-dialog';
export { copyText } from './feedback/copy-text';
export { Dialog } from './feedback/dialog';
export { EmptyState, type EmptyStateProps } from './feedback/empty-state';
export { errorSentence } from './feedback/error-sentence';
export { ErrorState, type ErrorStateProps } from './feedback/error-state';
export { type Choice, type FactEdit } from './feedback/fact-editor';
export { Facts, type Fact } from './feedback/facts';
export { FormDialog, type FormDialogProps } from './feedback/form-dialog';
export { Money } from './feedback/money';
export { PageHeader, type PageHeaderProps } from './feedback/page-header';
export { PageLoading } from './feedback/page-loading';
export { QueryState, type Asked } from './feedback/query-state';
export { PriorityMark, type PriorityLevel } from './feedback/priority-mark';
export { ExactTime, RelativeTime } from './feedback/relative-time';
export { Section, type SectionProps } from './feedback/section';
export { StatusBadge, ToneMark, type StatusBadgeProps } from './feedback/status-badge';
export { Timeline, type TimelineChange, type TimelineEntry } from './feedback/timeline';
export { toastError, toastSuccess, toastUndo, type UndoToast } from './feedback/toasts';
export { useNow } from './feedback/use-now';
export { SavedForm, type SavedFormProps } from './feedback/saved-form';
export { useReady } from './feedback/use-ready';

export { TrendChart, type TrendPoint } from './chart/trend-chart';

export { visibleColumns, type DataListColumn, type DataListSort } from './list/columns';
export { DataList } from './list/data-list';
export { ExportButton, type ExportButtonProps } from './list/export-button';
export { useAddress } from './list/use-address';
export { useSearchMultiSelect, useSearchSelect } from './list/use-search-select';
export { FilterBar, type FilterBarProps } from './list/filter-bar';
export { type FilterOption, type ListFilter } from './list/filter-chip';
export { type Chosen, type DataListProps, type EmptyText, type RowKey } from './list/list-props';
