// Loaded before the programs of pages: what they show does not depend on a network.
globalThis.fetch = async (url) => {
  throw new TypeError(`This test has no network: ${String(url)}`)
}
