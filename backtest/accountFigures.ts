import type { EngineSettings } from '../domain/order.ts'

/** What became of an account beside its trades, as it is printed. Sums are in the account's currency; null where it was not asked for. */
export interface AccountFigures {
  /** Received is negative. */
  readonly funding_paid: number | null
  readonly borrow_paid: number | null
  /** Entries below the least order, or of size 0. */
  readonly orders_dropped: number
  /** Entries whose price was not reached in time. */
  readonly orders_expired: number
  /** Liquidated, or lost all that it could lose: not traded from then on. */
  readonly liquidated: boolean
  /** Open of the bar, ISO time. */
  readonly liquidated_at: string | null
}

interface Counted {
  readonly fundingPaid: number
  readonly borrowPaid: number
  readonly ordersDropped: number
  readonly ordersExpired: number
}

/** @param liquidatedAt ms UTC. */
export function accountFigures(
  { fundingPaid, borrowPaid, ordersDropped, ordersExpired }: Counted,
  { costs }: EngineSettings,
  isFunded: boolean,
  liquidatedAt: number | undefined,
): AccountFigures {
  return {
    funding_paid: isFunded ? fundingPaid : null,
    borrow_paid: costs.borrowBpsPerYear === undefined ? null : borrowPaid,
    orders_dropped: ordersDropped,
    orders_expired: ordersExpired,
    liquidated: liquidatedAt !== undefined,
    liquidated_at: liquidatedAt === undefined ? null : new Date(liquidatedAt).toISOString(),
  }
}
