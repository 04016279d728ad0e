import type { ModuleNames } from '../module-names.ts'
import { version } from '../version.ts'

/** The files of a new package around its sources, by path. */
export function packageFiles(names: ModuleNames): { readonly [path: string]: string } {
  return {
    'package.json': toJson(manifest(names)),
    'tsconfig.json': toJson(tsconfig),
    'README.md': readme(names),
    '.gitignore': 'node_modules/\ndist/\n',
  }
}

const toJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

const manifest = ({ packageName, module, registry }: ModuleNames): object => ({
  name: packageName,
  version: '0.1.0',
  description: `LaminDB module ${module}: ${registry}`,
  type: 'module',
  files: ['dist'],
  exports: {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
  lamindb: { module },
  scripts: {
    build: 'tsc',
    test: 'vitest run',
    migration: 'lamin module migration',
  },
  peerDependencies: { '@lamindb/core': `^${version}` },
  devDependencies: {
    '@lamindb/cli': `^${version}`,
    '@lamindb/core': `^${version}`,
    '@types/node': '^24.0.0',
    typescript: '^7.0.0',
    vitest: '^5.0.0',
  },
  engines: { node: '>=22.17' },
})

const tsconfig = {
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'esnext.disposable'],
    module: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    skipLibCheck: true,
    types: ['node'],
    rootDir: 'src',
    outDir: 'dist',
  },
  include: ['src'],
}

const readme = (n: ModuleNames): string => `# ${n.packageName}

The LaminDB module \`${n.module}\`: the registry ${n.registry}, whose records annotate artifacts.

\`\`\`sh
npm install
npm test
npm run build
npx lamin init --storage ./mydata --modules ${n.module}
npx lamin list ${n.module}.${n.registry.toLowerCase()}
\`\`\`

\`\`\`ts
import { connect } from 'lamindb'
import type {} from '${n.packageName}' // db.${n.module} and artifact.${n.members} become visible to the compiler

await using db = await connect()
const ${n.member} = await db.${n.module}.${n.registry}.create({ name: 'first' }).save()
const artifacts = await db.Artifact.filter({ ${n.members}: { name: 'first' } })
\`\`\`

## Changing it

1. Change the entity in \`src/registries/${n.file}.ts\`, or add a registry and list it in the module's declaration.
2. \`npx lamin module migration --name what-changes\` compares the entities with the snapshots in \`src/migrations/\` and
   writes a migration for SQLite and Postgres. Read its SQL before you commit it.
3. \`npm test\`, \`npm run build\`, and in every instance that has the module \`npx lamin migrate deploy\`.

A migration that was released is never changed. Foreign keys into tables of other modules carry \`on delete cascade\` or
\`on delete set null\`, because Python LaminDB deletes rows without knowing about this module. For the same reason the
module must not be named like an importable Python package.
`
