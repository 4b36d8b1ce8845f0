import { UsageError } from '../../domain/errors.ts'
export const runWalkForward = (): Promise<void> => Promise.reject(new UsageError('x'))
