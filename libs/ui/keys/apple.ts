/** Whether this browser runs on an Apple machine, where Mod is Command. False on the server. */
export function isApple(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
}
