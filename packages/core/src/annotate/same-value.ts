import { isDeepStrictEqual } from 'node:util'

/** Whether two values are equal all the way down. */
export const sameValue = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b)
