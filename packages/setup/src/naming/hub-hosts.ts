import { defaultHubHosts } from './instance-identifier.ts'
import type { Environment } from '../environment/environment.ts'

/** Hosts whose addresses of instances are understood: the public hub, and the one that `LAMIN_API_URL` belongs to. */
export function hubHostsOf({ apiUrl }: Environment): readonly string[] {
  const own = apiUrl === undefined ? null : URL.parse(apiUrl)
  return own === null ? defaultHubHosts : [...defaultHubHosts, own.host]
}
