import { isAnonymous } from '../scoring/terms'
import type { Bundle, BundleGroup } from './bundle'

/**
 * What of a bundle may leave the house (rules §4.6.8, §4.6.11): whoever reads results reads distributions of five valid ballots and
 * more. Smaller groups, and the sheets that are one person's or one meeting's by name, keep their ballots back; their mark stays, and
 * what they came to where that may be read. Nobody who has all the rest finds them out by trying: their salt stays here.
 */
export function withholdSmall(bundle: Bundle): Bundle {
  const { openMean } = bundle.template.anonymity
  const validOf = ({ subjectKey, group }: BundleGroup): number =>
    bundle.results.find(({ key }) => key === subjectKey)?.groups.find((one) => one.group === group)?.valid ?? 0
  const mayLeave = (one: BundleGroup): boolean => isAnonymous(one.group) && validOf(one) >= openMean
  const groups = bundle.groups.map((one) => (mayLeave(one) ? one : { ...one, ballots: null, salt: null }))
  return { ...bundle, groups }
}

/** A mean that this template lets nobody read, while it counts: then all that is made of it stays in the house. */
export const hidesMeans = ({ template, results }: Pick<Bundle, 'template' | 'results'>): boolean =>
  results.some(({ groups }) =>
    groups.some(
      ({ group, mean, valid }) => isAnonymous(group) && mean !== null && valid < template.anonymity.internalMean,
    ),
  )
