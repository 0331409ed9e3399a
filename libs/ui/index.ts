export { KelpProvider, type KelpProviderProps } from './provider';
export { t, translator, type StringVars, type Translate } from './i18n';
export { portalTheme, staffTheme } from './theme/theme';
export { TONES, type Portal, type Tone } from './theme/tokens';
export { useFormats } from './format/format-provider';
export { formatMinutes, formatRelative, type Formats } from './format/format';

export { Kbd } from './keys/kbd';
export { useOpenKeysHelp } from './keys/keys-provider';
export { type KeyBinding, type KeyBindings, type KeyScope } from './keys/key-registry';
export { useKeys, type UseKeysOptions } from './keys/use-keys';

export { AuthLayout, type AuthLayoutProps } from './shell/auth-layout';
export { type BellProps } from './shell/bell';
export { type CreateItem, type NavItem, type ShellUser, type UserMenuItem } from './shell/nav';
export { usePeek, type Peek, type PeekContent } from './shell/peek';
export { PortalShell, type PortalShellProps } from './shell/portal-shell';
export { StaffShell, type StaffShellProps } from './shell/staff-shell';

export { Avatar } from './feedback/avatar';
