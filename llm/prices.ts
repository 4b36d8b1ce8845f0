/** US dollars per million tokens. */
export interface Price {
  readonly input: number
  /** Input that the server takes from its prompt cache. */
  readonly cachedInput: number
  readonly output: number
}

/** Published list prices, standard tier, as of August 2025; a newer price is set by QUANTOPIA_PRICE_INPUT and QUANTOPIA_PRICE_OUTPUT. */
export const PRICES: Readonly<Record<string, Price>> = {
  'gpt-5': { input: 1.25, cachedInput: 0.125, output: 10 },
  'gpt-5-mini': { input: 0.25, cachedInput: 0.025, output: 2 },
  'gpt-5-nano': { input: 0.05, cachedInput: 0.005, output: 0.4 },
  'gpt-4.1': { input: 2, cachedInput: 0.5, output: 8 },
  'gpt-4.1-mini': { input: 0.4, cachedInput: 0.1, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, cachedInput: 0.025, output: 0.4 },
  'gpt-4o': { input: 2.5, cachedInput: 1.25, output: 10 },
  'gpt-4o-mini': { input: 0.15, cachedInput: 0.075, output: 0.6 },
  o3: { input: 2, cachedInput: 0.5, output: 8 },
  'o4-mini': { input: 1.1, cachedInput: 0.275, output: 4.4 },
}

/** The price of a model by its name; a dated snapshot (`gpt-5-mini-2025-08-07`) and a router's prefix (`openai/…`) count as the model. */
export function priceOf(model: string): Price | undefined {
  const name = model.replace(/^openai\//, '').replace(/-\d{4}-\d{2}-\d{2}$/, '')
  return Object.hasOwn(PRICES, name) ? PRICES[name] : undefined
}
