import { StatusNames } from './status-names.ts'

/** Codes in the column `_status_code`. */
const branchStatusCodes = { closed: -2, merged: -1, standalone: 0, draft: 1, review: 2 } as const

export type BranchStatus = keyof typeof branchStatusCodes

export const branchStatus = new StatusNames<BranchStatus>('Branch', branchStatusCodes, 'standalone')
