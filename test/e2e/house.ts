import { smallPdf } from '../server/web/staged/files'
import { codesOf } from '../support/callerCodes'
import type { Caller } from '../support/product'
import { cameraPhoto } from './photo'
import type { Stage } from './stage'
import { pledgeTexts } from './storyPledge'

/** The year's campaign, opened by 党办 over HTTP. */
export async function openedCampaign({ product, platform, word }: Stage): Promise<string> {
  const office = await product.login('office', platform)
  const basis = {
    basisNumber: word('江岳机委发〔2026〕9号', 60),
    basisTitle: word('关于开展“三亮两联三评一公开”工作的通知', 200),
    basisDay: '2026-09-01',
  }
  const campaign = { year: 2026, title: word('2026年“三亮”公开承诺', 120), dueDay: '2026-09-20', ...basis }
  const basisFileId = (await office.send('campaign.uploadBasis', smallPdf, {})).body.fileId
  return (await office.call('campaign.open', { ...campaign, basisFileId })).body.campaign.campaignId
}

/** A sheet handed in as the person's phone would. */
export async function handedIn(member: Caller, campaignId: string): Promise<void> {
  const headers = { 'Content-Type': 'image/jpeg', 'X-File-Name': 'photo.jpg' }
  const { photoId } = (await member.send('photo.upload', await cameraPhoto(), headers)).body
  const sheet = { ...pledgeTexts, photoId, publishConsent: true, photoConsent: true, revision: 0, campaignId }
  const answer = await member.call('pledge.submit', sheet)
  if (answer.status !== 200) throw new Error(answer.body.sentence)
}

/** What stands on the slips of the votes opened here, by round. */
export const votes = new Map<string, ReturnType<typeof codesOf>>()

/** 党办 opens the half-year for every branch. */
export async function openHalf({ product, platform, word }: Stage): Promise<void> {
  const office = await product.login('office', platform)
  await office.call('evaluation.open', {
    half: '2026H2',
    title: word('2026年下半年“三评”', 120),
    basisNumber: word('江岳机委发〔2026〕9号', 60),
  })
}

/** The round of this 书记's branch, its list frozen, and where not `frozen` is said both codes set and its vote open. */
export async function openVoteOf({ product, platform }: Stage, secretaryKey: string, until?: 'frozen') {
  const secretary = await product.login(secretaryKey, platform)
  const { branchId } = (await secretary.call('session.mine')).body
  const rounds = (await secretary.call('evaluation.rounds')).body.rounds
  const roundId = rounds.find((round) => round.branchId === branchId)?.roundId ?? ''
  const { committeeCandidates, round } = (await secretary.call('round.read', { roundId })).body
  const named = committeeCandidates.slice(0, 2)
  const scrutineerIds = named.map(({ personId }) => personId)
  await secretary.call('round.freeze', { roundId, scrutineerIds, revision: round.revision })
  const codes = codesOf(roundId, (personId) => product.loginPerson(personId, platform))
  const told = () => ({
    roundId,
    scrutineerIds,
    scrutineers: named.map(({ name }) => name),
    codes: [codes.codes.get(1) ?? '', codes.codes.get(2) ?? ''],
  })
  if (until) return told()
  await codes.set(scrutineerIds)
  votes.set(roundId, codes)
  const frozen = (await secretary.call('round.read', { roundId })).body
  const votingToDay = frozen.earliestVotingEnd
  const opened = await secretary.call('round.openVoting', { roundId, votingToDay, revision: frozen.round.revision })
  if (opened.status !== 200) throw new Error(opened.body.sentence)
  return told()
}

/** The half-year's round of 信息支部, its list frozen and its vote open; the answer is its id. */
export async function openVote(stage: Stage): Promise<string> {
  await openHalf(stage)
  return (await openVoteOf(stage, 'digitalSecretary')).roundId
}
