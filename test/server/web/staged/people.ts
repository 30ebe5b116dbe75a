import { samplePeople } from '../../../../server/demo/sampleOrganisationPeople'

const idByKey = new Map(samplePeople().map(({ key, person }) => [key, person.id]))

/** Anybody with a part in the sample, also those whom nobody plays at the demo desk. */
export const personOf = (key: string): string => {
  const found = idByKey.get(key)
  if (!found) throw new Error(`nobody in the sample is called ${key}`)
  return found
}
