export interface Account {
  uid: number;
  gid: number;
}

export function unprivilegedAccount(): Account | null;
export function canEnter(account: Account | null, folder: string): boolean;
