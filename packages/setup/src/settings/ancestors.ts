import { dirname, resolve } from 'node:path'

/** A directory and all directories above it, nearest first. */
export function* ancestors(directory: string): Generator<string> {
  let current = resolve(directory)
  while (true) {
    yield current
    const parent = dirname(current)
    if (parent === current) return
    current = parent
  }
}
