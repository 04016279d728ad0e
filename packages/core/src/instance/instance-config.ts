/** The person who works with an instance, as the settings of this machine say. */
export interface InstanceUser {
  readonly uid: string
  readonly handle: string
  readonly name: string | null
}

/** Everything needed to open an instance; where it comes from is the business of `@lamindb/setup`. */
export interface InstanceConfig {
  readonly owner: string
  readonly name: string
  /** UUID, 32 lower-case hex digits. */
  readonly id: string
  /** 12 base62 characters made from the id. */
  readonly uid: string
  /** Absolute path or URL of the default storage, no trailing slash. */
  readonly storageRoot: string
  /** `sqlite:///…` or `postgresql://…` */
  readonly db: string
  readonly user: InstanceUser
  /** Folder for copies of remote data and for files in the making. */
  readonly cacheDir: string
  /** Keys of tracked scripts are relative to it. */
  readonly devDir?: string | undefined
  readonly readOnly?: boolean
  /** Name of the branch to work on; default `main`. */
  readonly branchUid?: string | undefined
  readonly spaceUid?: string | undefined
}

/** `owner/name` */
export const slugOf = ({ owner, name }: Pick<InstanceConfig, 'owner' | 'name'>): string => `${owner}/${name}`
