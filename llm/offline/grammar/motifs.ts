import type { StrategyLogic } from '../../../domain/strategy.ts'
import { BAND_MOTIFS } from './bandMotifs.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { CROSSING_MOTIFS } from './crossingMotifs.ts'
import { DISPERSION_MOTIFS } from './dispersionMotifs.ts'
import { FLOW_MOTIFS } from './flowMotifs.ts'
import { LINE_MOTIFS } from './lineMotifs.ts'
import type { Motif } from './motif.ts'
import { OSCILLATOR_MOTIFS } from './oscillatorMotifs.ts'
import { traitsOf, type Trait } from './traits.ts'

const MOTIFS: readonly Motif[] = [
  ...OSCILLATOR_MOTIFS,
  ...LINE_MOTIFS,
  ...BAND_MOTIFS,
  ...CROSSING_MOTIFS,
  ...DISPERSION_MOTIFS,
  ...FLOW_MOTIFS,
]

/** A motif that an indicator can carry, with the outputs it speaks of. */
export interface Fit {
  readonly motif: Motif
  readonly trait: Trait
}

function fitsOf(entry: CatalogueEntry): Fit[] {
  return traitsOf(entry).flatMap((trait) =>
    MOTIFS.filter((motif) => motif.kind === trait.kind && !(motif.needsTypical && Number.isNaN(trait.typical))).map((motif) => ({
      motif,
      trait,
    })),
  )
}

/** Motifs that start a trade of that logic on this indicator; empty where it has none. */
export function triggersOf(entry: CatalogueEntry, logic: StrategyLogic): Fit[] {
  // A signal of a model is the trigger itself; an indicator beside it can only follow the move.
  const wanted = logic === 'ml_signal' ? 'momentum' : logic
  // An oscillator of prices says nothing about volume, whatever it does.
  if (wanted === 'volume' && entry.group !== 'volume') return []
  return fitsOf(entry).filter(({ motif }) => motif.triggers.includes(wanted))
}

export function filtersOf(entry: CatalogueEntry, logic: StrategyLogic): Fit[] {
  return fitsOf(entry).filter(({ motif }) => motif.filters.includes(logic))
}

/** The fit of that name on those outputs, or on others if the indicator has it there; undefined where it has none. */
export function findFit(entry: CatalogueEntry, motifName: string, outputs: Readonly<Record<string, string>>): Fit | undefined {
  const named = fitsOf(entry).filter(({ motif }) => motif.name === motifName)
  return named.find(({ trait }) => Object.entries(trait.outputs).every(([role, output]) => outputs[role] === output)) ?? named[0]
}
