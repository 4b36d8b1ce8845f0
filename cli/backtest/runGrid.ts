import { UsageError } from '../../domain/errors.ts'
export const runGrid = (): Promise<void> => Promise.reject(new UsageError('x'))
