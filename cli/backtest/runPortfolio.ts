import { UsageError } from '../../domain/errors.ts'
export const runPortfolio = (): Promise<void> => Promise.reject(new UsageError('x'))
