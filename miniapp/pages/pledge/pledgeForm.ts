import type { Output } from '../../../server/contract'

type Mine = Output<'pledge.mine'>

/** What the person fills in. */
export interface PledgeForm {
  dutyText: string
  studyPledge: string
  dutyPledge: string
  integrityPledge: string
  photoId: string | null
  publishConsent: boolean
  photoConsent: boolean
}

export const formOf = (pledge: Mine['pledge']): PledgeForm => ({
  dutyText: pledge?.dutyText ?? '',
  studyPledge: pledge?.studyPledge ?? '',
  dutyPledge: pledge?.dutyPledge ?? '',
  integrityPledge: pledge?.integrityPledge ?? '',
  photoId: pledge?.photoId ?? null,
  publishConsent: pledge?.publishConsent ?? false,
  photoConsent: pledge?.photoConsent ?? false,
})

export const itemsOf = (form: PledgeForm) => ({
  study: form.studyPledge,
  duty: form.dutyPledge,
  integrity: form.integrityPledge,
})
