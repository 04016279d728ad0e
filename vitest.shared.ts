const conditions = ['lamin-source', 'node', 'import', 'default']

/** Settings that every package's vitest shares: workspace packages resolve to their sources. */
export default {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: 30_000 },
}
