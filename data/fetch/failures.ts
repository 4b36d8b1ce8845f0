/** A request that may well succeed when it is sent again: the network, a limit, a server's own trouble, an unreadable answer. */
export class PassingFailure extends Error {
  /** How long the exchange asked to be left alone. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, retryAfterMs?: number) {
    super(message)
    this.name = 'PassingFailure'
    this.retryAfterMs = retryAfterMs
  }
}

/** The exchange, or something in between, does not serve this machine; asking again does not help. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Refusal'
  }
}
