import { z } from 'zod'

const Param = z.object({ default: z.number(), min: z.number(), max: z.number(), integer: z.boolean().optional() })

/** An indicator as list_indicators describes it. */
const Entry = z.object({
  name: z.string().min(1),
  title: z.string().catch(''),
  group: z.string().catch(''),
  /** All scales of its outputs in one text: `0..100`, `price, price difference`. */
  scale: z.string().catch(''),
  /** Output → scale, where the tool tells them apart. */
  scales: z.record(z.string(), z.string()).catch({}),
  outputs: z.array(z.string()).min(1).catch(['value']),
  params: z.record(z.string(), Param).catch({}),
})
export type CatalogueEntry = z.infer<typeof Entry>

export interface Catalogue {
  readonly entries: readonly CatalogueEntry[]
  /** By name, whatever its case and punctuation (`VolumeZScore` is `volume_zscore`). */
  find(name: string): CatalogueEntry | undefined
}

function spelling(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

export function catalogueOf(entries: readonly CatalogueEntry[]): Catalogue {
  const byName = new Map(entries.map((entry) => [spelling(entry.name), entry]))
  return { entries, find: (name) => byName.get(spelling(name)) }
}

/** Reads what list_indicators returned; entries of another shape are left out, and anything else gives an empty catalogue. */
export function readCatalogue(result: unknown): Catalogue {
  const listed = z.object({ indicators: z.array(z.unknown()) }).safeParse(result)
  const entries = (listed.success ? listed.data.indicators : []).flatMap((one) => {
    const entry = Entry.safeParse(one)
    return entry.success ? [entry.data] : []
  })
  return catalogueOf(entries)
}

/** An indicator of which only the name is known: one output, default parameters. */
export function bareEntry(name: string): CatalogueEntry {
  return { name, title: name, group: '', scale: '', scales: {}, outputs: ['value'], params: {} }
}
