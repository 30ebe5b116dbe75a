import { branchId, samplePeople } from '../../../server/demo/sampleOrganisationPeople'
import { codesOf } from '../callerCodes'
import type { Recorder } from './recorder'

/** Everybody with a chat account: whoever is on a roll may be of any department. */
const everybody = samplePeople()
  .filter((one) => !one.withoutAccount)
  .map(({ key }) => key)
/** Different marks for different people, so that no two totals need be alike. */
const marks = ['AABAA', 'ABBAB', 'BABCA', 'AAAAA', 'BBBBA', 'CBBAB']

/** The round of a branch in the half-year's evaluation. */
export async function roundWalk(recorder: Recorder, branch: string, half: string) {
  const secretary = `${branch}Secretary`
  const { rounds } = await recorder.read(secretary, 'evaluation.rounds', {})
  const roundId = rounds.find((one) => one.branchId === branchId(branch) && one.half === half)?.roundId ?? ''
  const read = (key = secretary) => recorder.read(key, 'round.read', { roundId })
  const target = async () => ({ roundId, revision: (await read()).round.revision })
  const show = async () => {
    for (const onlooker of [secretary, 'office', 'hqCommittee']) {
      const { status, body } = await (await recorder.as(onlooker)).call('round.read', { roundId })
      const { round, allowed, returnReason, sheetsMissing, scrutineers } = body
      const seen = { state: round?.state, late: round?.late, allowed, returnReason, sheetsMissing, scrutineers }
      recorder.note(`sees round ${branch} ${half} ${onlooker} ${status === 200 ? JSON.stringify(seen) : status}`)
    }
  }
  const shown = async (step: Promise<unknown>) => {
    await step
    await show()
  }
  let scrutineer = ''
  let scrutineerIds: string[] = []
  const keyOf = (personId: string) => samplePeople().find(({ person }) => person.id === personId)?.key ?? ''
  const codes = codesOf(roundId, (personId) => recorder.as(keyOf(personId)))
  return {
    freeze: async () => {
      const { committeeCandidates } = await read()
      scrutineerIds = committeeCandidates.slice(-2).map((each) => each.personId)
      scrutineer = keyOf(scrutineerIds[0] ?? '')
      await shown(recorder.act(secretary, 'round.freeze', { ...(await target()), scrutineerIds, vetoes: [] }))
    },
    openVoting: async () => {
      await shown(codes.set(scrutineerIds))
      const { earliestVotingEnd: votingToDay } = await read()
      await shown(recorder.act(secretary, 'round.openVoting', { ...(await target()), votingToDay }))
      return votingToDay
    },
    /** Whoever may cast does, but these; `sheets` are those of meetings, `secret` what people think. */
    vote: async (which: 'sheets' | 'secret', but: readonly string[] = []) => {
      for (const key of everybody.filter((one) => !but.includes(one))) {
        const { status, body } = await (await recorder.as(key)).call('ballot.sheet', { roundId })
        const own = status === 200 ? body.subjects : []
        const asked = own.filter(({ raterGroup }) => ['ORG', 'SUPERIOR'].includes(raterGroup) === (which === 'sheets'))
        const ballots = asked.map(({ subjectId, raterGroup }, index) => {
          return { subjectId, raterGroup, answers: marks[index % marks.length] ?? '' }
        })
        if (ballots.length)
          await recorder.act(key, 'ballot.cast', { roundId, ballots, minutesNumber: '信支委〔2026〕7号' })
      }
      await show()
    },
    close: async () => shown(recorder.act(scrutineer, 'round.close', await target())),
    tally: async () => shown(codes.open(scrutineerIds, async () => (await target()).revision)),
    /** Grades as suggested: by the 书记, then his own by 支委. */
    confirm: async (committee: string) => {
      for (const key of [secretary, committee]) {
        const { results } = await read(key)
        const open = (results ?? []).filter((one) => one.mayConfirm && one.confirmedGrade === null)
        const decisions = open.map(({ subjectId, kind, suggestedGrade }) => {
          const tied = suggestedGrade === 'COMMITTEE_DECIDES'
          const grade = tied ? 'QUALIFIED' : (suggestedGrade ?? (kind === 'MEMBER' ? 'QUALIFIED' : 'FAIR'))
          return { subjectId, grade, reason: '支委会集体研究决定' }
        })
        const meeting = { heldDay: recorder.today, dueCount: 5, presentCount: 4, minutesNumber: '支委会〔2026〕9号' }
        if (decisions.length)
          await shown(recorder.act(key, 'round.confirm', { ...(await target()), meeting, decisions }))
      }
    },
    report: async () => shown(recorder.act(secretary, 'round.report', await target())),
    returnReport: async (reason: string) =>
      shown(recorder.act('office', 'round.returnReport', { ...(await target()), reason })),
    acceptReport: async () => shown(recorder.act('office', 'round.acceptReport', await target())),
    show,
  }
}
