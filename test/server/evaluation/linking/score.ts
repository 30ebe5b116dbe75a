import { chance, type SeenRound } from './linkedRound'

/** One way of laying two orders side by side. */
export interface Linked {
  linker: string
  hits: number
  of: number
}

/** Every order of voters beside every order of ballots, forwards and backwards. */
export function score(seen: SeenRound, all: Map<string, Linked>): void {
  const total = seen.givenBy.size
  for (const [voterName, voters] of Object.entries(seen.voters))
    for (const [ballotName, ballots] of Object.entries(seen.ballots))
      for (const way of ['', ', backwards'] as const) {
        // Slip 1 names whose each inner envelope was, and opens none: what stands between tells him nothing that he does not hold.
        if (voterName.startsWith('with slip 1') && ballotName.startsWith('between')) continue
        const linker = `${voterName} | ${ballotName}${way}`
        const known = all.get(linker) ?? { linker, hits: 0, of: 0 }
        for (const subjectId of seen.subjects) {
          const given = ballots(subjectId)
          const laid = way ? given.reverse() : given
          for (const [at, voterId] of voters(subjectId).entries())
            if (seen.givenBy.get(`${subjectId} ${laid[at]}`) === voterId) known.hits += 1
        }
        known.of += total
        all.set(linker, known)
      }
}

const sigma = (of: number): number => Math.sqrt((chance * (1 - chance)) / of)
export const rate = ({ hits, of }: Linked): number => hits / of
/** One-sided 99 %. */
export const upper = (one: Linked): number => rate(one) + 2.326 * sigma(one.of)
export const sigmas = (one: Linked): number => (rate(one) - chance) / sigma(one.of)
export const worst = (all: ReadonlyMap<string, Linked>): Linked =>
  [...all.values()].reduce((one, other) => (rate(other) > rate(one) ? other : one))
