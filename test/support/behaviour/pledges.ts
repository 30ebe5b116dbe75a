import type { Input } from '../../../server/contract'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { redPhoto } from '../../server/pledge/pledgeStage'
import type { Recorder } from './recorder'

const texts = {
  dutyText: '负责本部门费用报销审核',
  studyPledge: '每月学习2次，每年读书4本。',
  dutyPledge: '3个工作日内办结报销。',
  integrityPledge: '全年零违规，不收受礼品。',
}

/** A member's sheet as its author and the branch move it; the revision is always the newest. */
export function sheetOf(recorder: Recorder, key: string, secretary: string) {
  const mine = async () => {
    const { campaign, pledge } = await recorder.read(key, 'pledge.mine', {})
    return { campaignId: campaign?.campaignId ?? '', pledge }
  }
  const known = async () => {
    const { pledge } = await mine()
    if (!pledge) throw new Error(`${key} has no sheet`)
    return pledge
  }
  const show = async () => {
    const { state, returnReason, mayEdit, mayAmend, amending, publishedVersion } = await known()
    const seen = { state, returnReason, mayEdit, mayAmend, amending, publishedVersion }
    recorder.note(`sees pledge ${key} ${JSON.stringify(seen)}`)
  }
  const revised = async () => ({ revision: (await known()).revision })
  const shown = async (step: Promise<unknown>) => {
    await step
    await show()
  }
  return {
    submit: async (changes: Partial<Input<'pledge.submit'>> = {}) => {
      const { campaignId, pledge } = await mine()
      const photoId = pledge?.photoId ?? (await recorder.send(key, 'photo.upload', await redPhoto())).photoId
      await shown(
        recorder.act(key, 'pledge.submit', {
          campaignId,
          ...texts,
          photoId,
          publishConsent: true,
          photoConsent: true,
          revision: pledge?.revision ?? 0,
          ...changes,
        }),
      )
    },
    giveBack: async (reason: string) => {
      const { pledgeId, revision } = await known()
      await shown(recorder.act(secretary, 'pledge.return', { pledgeId, reason, revision }))
    },
    refusedReturn: async (reason: string) => {
      const { pledgeId, revision } = await known()
      await recorder.refused(secretary, 'pledge.return', { pledgeId, reason, revision })
    },
    amend: async () => shown(recorder.act(key, 'pledge.amend', await revised())),
    discard: async () => shown(recorder.act(key, 'pledge.discardAmendment', await revised())),
    consent: async (publishConsent: boolean) =>
      shown(
        recorder.act(key, 'pledge.setConsent', { publishConsent, photoConsent: publishConsent, ...(await revised()) }),
      ),
    show,
  }
}

/** What a branch hands in, and what 党办 says of it. */
export function packagesOf(recorder: Recorder, branch: string, secretary: string) {
  const own = { branchId: branchId(branch) }
  const latest = async () => {
    const { packages } = await recorder.read(secretary, 'pledge.branch', own)
    const [found] = [...packages].sort((one, other) => other.number - one.number)
    return { packageId: found?.packageId ?? '', revision: found?.revision ?? 0 }
  }
  const show = async () => {
    const { packages, members, may } = await recorder.read(secretary, 'pledge.branch', own)
    const states = members.filter(({ state }) => state !== 'NOT_STARTED').map(({ name, state }) => `${name} ${state}`)
    const shortly = packages.map(({ number, state, late, pledgeCount, postCount, areaCount }) =>
      JSON.stringify({ number, state, late, pledgeCount, postCount, areaCount }),
    )
    recorder.note(`sees branch ${branch} ${shortly.join(' ')} ${states.join('、')} ${JSON.stringify(may)}`)
  }
  const missing = async () => {
    const { members } = await recorder.read(secretary, 'pledge.branch', own)
    return members
      .filter(({ state }) => ['NOT_STARTED', 'DRAFT', 'RETURNED'].includes(state))
      .map(({ personId }) => ({ personId, reason: '外派驻点，回来补交' }))
  }
  return {
    missing,
    submit: async (note?: string) => {
      await recorder.act(secretary, 'package.submit', {
        ...own,
        missing: await missing(),
        ...(note ? { note } : {}),
      })
      await show()
    },
    refused: async () => recorder.refused(secretary, 'package.submit', { ...own, missing: await missing() }),
    giveBack: async (reason: string) => {
      await recorder.act('office', 'package.return', { ...(await latest()), reason })
      await show()
    },
    accept: async () => {
      await recorder.act('office', 'package.accept', await latest())
      await show()
    },
  }
}
