/** Counts open connections by remote address, so that one sender can't take all the places of a server. */
export class ConnectionLimit {
  private readonly addressOf = new Map<string, string>();
  private readonly open = new Map<string, number>();

  constructor(private readonly perAddress: number) {}

  /** Takes a place for the connection; false when its address has used all of its own. */
  enter(connectionId: string, address: string): boolean {
    const count = this.open.get(address) ?? 0;
    if (count >= this.perAddress) return false;
    this.addressOf.set(connectionId, address);
    this.open.set(address, count + 1);
    return true;
  }

  /** Gives the place back. Connections that were never let in change nothing. */
  leave(connectionId: string): void {
    const address = this.addressOf.get(connectionId);
    if (address === undefined) return;
    this.addressOf.delete(connectionId);
    const count = (this.open.get(address) ?? 1) - 1;
    if (count > 0) this.open.set(address, count);
    else this.open.delete(address);
  }
}
