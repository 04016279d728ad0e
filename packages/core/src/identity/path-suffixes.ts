/**
 * The name at the end of a path or URL, as Python's `pathlib` sees it: trailing slashes and `.` segments do not
 * count, and the host or bucket of a URL is no name.
 */
export function pathName(path: string): string {
  const withoutHost = path.replace(/^[A-Za-z][A-Za-z\d+.-]*:\/\/[^/]*/, '')
  return withoutHost.split('/').findLast((segment) => segment !== '' && segment !== '.') ?? ''
}

/**
 * The suffixes of the name at the end of a path, as Python's `PurePath.suffixes` gives them: none if the name ends
 * with a dot, leading dots are part of the first one's name. `a.tar.gz` → `.tar`, `.gz`; `.gitignore` → none;
 * `a..b` → `.`, `.b`.
 */
export function pathSuffixes(path: string): string[] {
  const name = pathName(path)
  if (name.endsWith('.')) return []
  return name
    .replace(/^\.+/, '')
    .split('.')
    .slice(1)
    .map((part) => `.${part}`)
}
