import { IntegrityError, InvalidArgument } from '../errors.ts'
import { decodeBase62, incrementBase62 } from './base62.ts'

/** Characters at the end of the uid of a versioned record that count its versions. */
export const versionSuffixLength = 4

/** Suffix of the first version of every family. */
export const firstVersionSuffix = '0000'

/** The part of a uid that all versions of a family share. */
export function stemUid(uid: string): string {
  return uid.slice(0, -versionSuffixLength)
}

/** The part of a uid that tells the versions of a family apart. */
export function versionSuffix(uid: string): string {
  return uid.slice(-versionSuffixLength)
}

/**
 * Uid of the next version of a family.
 *
 * @param stem - what all uids of the family begin with
 * @param uids - uids of the whole family, over all branches and the trash; order does not matter, at least one
 * @throws {@link IntegrityError} when the last possible suffix, `zzzz`, is taken
 */
export function nextVersionUid(stem: string, uids: readonly string[]): string {
  // Databases order text by collation, where `a` may come before `B`; only the decoded number is reliable.
  let largest = firstVersionSuffix
  for (const suffix of uids.map(versionSuffix)) {
    if (decodeBase62(suffix) > decodeBase62(largest)) largest = suffix
  }
  const next = uids.length === 0 ? firstVersionSuffix : incrementBase62(largest)
  if (next.length > versionSuffixLength) {
    throw new IntegrityError(
      `The version family '${stem}' is full: version '${largest}' is the last possible one.`,
      {
        hint: 'Create a record of its own, without naming the one it revises.',
      },
    )
  }
  return stem + next
}

/** What {@link bumpVersion} does with a version that is no number. */
export type UnknownVersionPolicy = 'error' | 'ignore'

/**
 * The version tag after this one: `2` → `3` (major) or `2.1` (minor), `2.7` → `3` or `2.8`.
 *
 * @returns `?` for a version that is no number, if the policy is `ignore`
 * @throws {@link InvalidArgument} for another bump type, or for a version that is no number
 */
export function bumpVersion(
  version: string,
  bumpType: 'major' | 'minor' = 'minor',
  unknownVersion: UnknownVersionPolicy = 'error',
): string {
  if (bumpType !== 'major' && bumpType !== 'minor') {
    throw new InvalidArgument("bump_type must be 'major' or 'minor'", {
      hint: `Given: '${String(bumpType)}'.`,
    })
  }
  const [majorText = '', minorText = '0'] = version.split('.')
  const [major, minor] = [integerOrUndefined(majorText), integerOrUndefined(minorText)]
  if (major !== undefined && minor !== undefined) {
    return bumpType === 'major' ? String(major + 1n) : `${major}.${minor + 1n}`
  }
  if (unknownVersion === 'ignore') return '?'
  throw new InvalidArgument('Cannot auto-increment non-integer castable version, please provide manually', {
    hint: `The version is '${version}'.`,
  })
}

function integerOrUndefined(text: string): bigint | undefined {
  return /^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.trim().replace(/^\+/, '')) : undefined
}
