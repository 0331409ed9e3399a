export interface Secrets {
  kelpSecret: string;
  formerKelpSecret?: string;
}
export function loadSecrets(dataFolder: string): Secrets;
export function beginSecretChange(dataFolder: string): void;
export function forgetFormerSecret(dataFolder: string): void;
