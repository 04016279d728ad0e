/** Recipe of a content hash; the values of the column `lamindb_artifact._hash_type`. */
export type HashType = 'md5' | 'sha1-fl' | 'md5-d'

/** Hash and size of a file or folder. */
export interface ContentHash {
  /** 22 characters of URL-safe base64. */
  readonly hash: string
  readonly hashType: HashType
  /** Total bytes of the content. */
  readonly sizeBytes: number
  /** Number of files of a folder, recursively; `undefined` for a file. */
  readonly nFiles: number | undefined
}
