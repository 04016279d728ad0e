import { InvalidInstanceIdentifier } from '../errors.ts'

/** Owner and name of an instance. */
export interface InstanceIdentity {
  readonly owner: string
  readonly name: string
}

/** Hosts of hubs whose instance addresses are understood, the public one first. */
export const defaultHubHosts: readonly string[] = ['lamin.ai']

/**
 * Reads an instance's identifier: `name` (of the current user), `owner/name`, or `https://<hub host>/owner/name`.
 *
 * @param owner - handle of the current user
 * @throws {@link InvalidInstanceIdentifier}
 */
export function parseInstanceIdentifier(
  identifier: string,
  owner: string,
  hubHosts: readonly string[] = defaultHubHosts,
): InstanceIdentity {
  const text = identifier.trim()
  const hub = hubHosts.map((host) => `https://${host}/`).find((start) => text.startsWith(start))
  const parts = text.slice(hub?.length ?? 0).split('/')
  if (parts.length > 2 || parts.includes('')) throw new InvalidInstanceIdentifier(identifier)
  const [first = '', second] = parts
  return second === undefined ? { owner, name: first } : { owner: first, name: second }
}

/** What the address of an object in a hub names. */
export interface ObjectAddress {
  readonly host: string
  readonly owner: string
  readonly name: string
  /** Registry as the address spells it, such as `artifact`. */
  readonly registry: string
  readonly uid: string
}

/**
 * Reads `https://host/<owner>/<instance>/<registry>/<uid>`, segment by segment: an instance may be called
 * `transform-zoo`. `undefined` for a text that is no such address.
 */
export function parseObjectAddress(address: string): ObjectAddress | undefined {
  const match = /^https?:\/\/([^/?#]+)\/([^/?#]+)\/([^/?#]+)\/([^/?#]+)\/([^/?#]+)\/?(?:[?#].*)?$/.exec(
    address,
  )
  if (match === null) return undefined
  const [, host = '', owner = '', name = '', registry = '', uid = ''] = match
  return { host, owner, name, registry, uid }
}
