import { Meter } from './measure.ts'

/** What a module in `work/` gets. */
export interface Work {
  readonly meter: Meter
  /** An empty folder. */
  readonly folder: string
  /** The folder with `data/`. */
  readonly shared: string
}

const [module = '', folder = '', shared = '', ...names] = process.argv.slice(2)
const { run } = (await import(`./work/${module}.ts`)) as { run: (work: Work) => Promise<void> }
await run({ meter: new Meter(names), folder, shared })
