import { resolve } from 'node:path'
import { z } from 'zod'
import { UsageError } from './domain/errors.ts'

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((value) => value === 'true' || value === '1')

/** Everything that is read from the environment, once, at the start. */
const Environment = z.object({
  QUANTOPIA_HOME: z.string().min(1).default('.quantopia'),
  /** Share of every dataset, its last part, that is sealed as a holdout at its first use. */
  QUANTOPIA_HOLDOUT: z.coerce.number().min(0.05).max(0.5).default(0.2),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().optional(),
  QUANTOPIA_MODEL: z.string().min(1).default('gpt-5-mini'),
  /** US dollars per million tokens; needed for --max-cost with a model whose price is not in llm/prices.ts. */
  QUANTOPIA_PRICE_INPUT: z.coerce.number().nonnegative().optional(),
  QUANTOPIA_PRICE_OUTPUT: z.coerce.number().nonnegative().optional(),
  /** Base address that replaces every exchange's own, for tests against a local server. */
  QUANTOPIA_EXCHANGE_URL: z.url().optional(),
  /** Shared libraries of the model families, where they lie elsewhere than `npm run install-native` puts them. */
  QUANTOPIA_XGBOOST_LIB: z.string().min(1).optional(),
  QUANTOPIA_LIGHTGBM_LIB: z.string().min(1).optional(),
  LANGSMITH_TRACING: flag,
  LANGSMITH_ENDPOINT: z.url().default('https://api.smith.langchain.com'),
  LANGSMITH_API_KEY: z.string().optional(),
  NO_COLOR: z.string().optional(),
})

export interface Config {
  readonly home: string
  readonly holdoutShare: number
  readonly openai: {
    readonly apiKey: string | undefined
    readonly baseUrl: string | undefined
    readonly model: string
    readonly priceInput: number | undefined
    readonly priceOutput: number | undefined
  }
  readonly exchangeUrl: string | undefined
  /** Files of shared libraries; undefined: where they are usually found. */
  readonly nativeLibraries: { readonly xgboost: string | undefined; readonly lightgbm: string | undefined }
  readonly langsmith: { readonly tracing: boolean; readonly endpoint: string; readonly apiKey: string | undefined }
  readonly color: boolean
  /** The environment as it is, for child processes that need all of it. */
  readonly environment: NodeJS.ProcessEnv
}

/** @throws UsageError naming the variable whose value cannot be read. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(present)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new UsageError(`Environment variable ${issue?.path.join('.') ?? '?'}: ${issue?.message ?? 'unreadable'}.`)
  }
  const env = parsed.data
  return {
    home: resolve(env.QUANTOPIA_HOME),
    holdoutShare: env.QUANTOPIA_HOLDOUT,
    openai: {
      apiKey: env.OPENAI_API_KEY,
      baseUrl: env.OPENAI_BASE_URL,
      model: env.QUANTOPIA_MODEL,
      priceInput: env.QUANTOPIA_PRICE_INPUT,
      priceOutput: env.QUANTOPIA_PRICE_OUTPUT,
    },
    exchangeUrl: env.QUANTOPIA_EXCHANGE_URL,
    nativeLibraries: { xgboost: env.QUANTOPIA_XGBOOST_LIB, lightgbm: env.QUANTOPIA_LIGHTGBM_LIB },
    langsmith: { tracing: env.LANGSMITH_TRACING, endpoint: env.LANGSMITH_ENDPOINT, apiKey: env.LANGSMITH_API_KEY },
    color: env.NO_COLOR === undefined,
    environment,
  }
}

/** Turns tracing off for this process; LangChain reads the variable whenever a run starts. */
export function disableTracing(): void {
  process.env['LANGSMITH_TRACING'] = 'false'
  process.env['LANGCHAIN_TRACING_V2'] = 'false'
}
