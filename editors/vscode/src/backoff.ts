/** When a server that crashed is started again. */

const WINDOW_MS = 3 * 60_000;
const MOST_CRASHES = 4;

/** Remembers crashes; tells how long to wait, or that it is time to give up. */
export class Backoff {
  private crashes: number[] = [];

  /** Milliseconds to wait before the next start, or undefined after too many crashes in three minutes. */
  crashed(now: number): number | undefined {
    this.crashes = [...this.crashes.filter((at) => now - at < WINDOW_MS), now];
    return this.crashes.length > MOST_CRASHES ? undefined : 500 * 4 ** (this.crashes.length - 1);
  }
}
