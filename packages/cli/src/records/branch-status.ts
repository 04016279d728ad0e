const names: ReadonlyMap<number, string> = new Map([
  [-2, 'closed'],
  [-1, 'merged'],
  [0, 'standalone'],
  [1, 'draft'],
  [2, 'review'],
])

/** The word for the status code of a branch. */
export function branchStatus(code: number): string {
  return names.get(code) ?? String(code)
}
