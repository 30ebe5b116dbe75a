import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EvaluationRound, Person, Placement, RoleGrant, RoundAssignment, RoundSubject } from '../../../entities'
import { type Checked, contract, type Input, type Output } from '../../../server/contract'
import type { Work } from '../../../server/database/work'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { castApart } from '../../../server/domain/scoring/collective'
import type { LockPlace } from '../../../server/domain/sealing/boundTo'
import type { FileFacts, House as HouseOfCalls, PreparedRun } from '../../../server/features/call'
import { evaluationCalls } from '../../../server/features/evaluation/calls'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { type BundleFolder, bundleFolder } from '../../../server/files/bundleFolder'
import { type KeyFolder, keyFolder } from '../../../server/sealing/keyFolder'
import { givenCode, type LockCaller, setCode } from '../../support/lockCodes'
import { type House, openHouse, persona } from '../organisation/house'

type VerbName = keyof ReturnType<typeof evaluationCalls>
type Verb = (work: Work, input: unknown, facts: object) => Promise<unknown>

export type Rating = (facts: { kind: RoundSubject['kind']; raterGroup: RoundAssignment['raterGroup'] }) => string
export const allGood: Rating = () => 'AABAA'
export const office = persona('office').personId

/** Someone of a branch who holds a role there. */
export interface Officers {
  secretary: string
  committee: string[]
}

export interface Stage {
  house: House
  /** Where the keys of this stage's ballots are. */
  keys: KeyFolder
  bundles: BundleFolder
  bundlesFolder: string
  keysFolder: string
  /** Calls a verb as somebody, with the input and the answer checked against the contract, in one unit of work. */
  call<Name extends VerbName>(
    name: Name,
    personId: string,
    input: Input<Name>,
    facts?: Partial<FileFacts>,
  ): Promise<Output<Name>>
  /** The code of the refusal; an answer instead of one fails the test. */
  refusal<Name extends VerbName>(name: Name, personId: string, input: Input<Name>): Promise<string>
  officers(branch: string): Promise<Officers>
  round(roundId: string): Promise<EvaluationRound>
  /** The office opens the half-year; answers the round of a branch. */
  open(branch: string, half?: string): Promise<EvaluationRound>
  freeze(roundId: string, vetoes?: Input<'round.freeze'>['vetoes']): Promise<Output<'round.freeze'>>
  /** Both 监票人 set their codes, as their phones do. */
  setCodes(roundId: string): Promise<void>
  /** What stands on the slips of a round: of lock 1 and lock 2. */
  codes: Map<string, [string, string]>
  /** A code as the phone of that 监票人 gives it now; his own from the slip when not said. */
  give(roundId: string, place: LockPlace, code?: string): Promise<{ sealedCode: string; listHash: string }>
  startVote(roundId: string, votingToDay: string): Promise<void>
  voters(roundId: string): Promise<string[]>
  /** Casts everything somebody still has to rate. */
  castAll(roundId: string, personId: string, rating?: Rating): Promise<number>
  everybodyVotes(roundId: string, rating?: Rating): Promise<void>
  closeAndTally(roundId: string): Promise<void>
  /** Counts a closed round: in two steps, each with its code, where it has codes. */
  tally(roundId: string): Promise<void>
  /** Grades as suggested, by whoever may: the secretary, and another member of the committee for the secretary's own. */
  confirmAll(roundId: string, heldDay: string): Promise<Output<'round.confirm'>>
  subjects(roundId: string): Promise<RoundSubject[]>
  people(branch: string): Promise<Person[]>
  close(): Promise<void>
}

export const meeting = (heldDay: string) => ({
  heldDay,
  dueCount: 5,
  presentCount: 4,
  minutesNumber: '支委会〔2026〕9号',
})

/** As the web does it: first outside the transaction, then in it. */
async function runPrepared<Name extends VerbName>(
  house: House,
  personId: string,
  { prepare, run, isOneStatement = () => false }: PreparedRun<Name, unknown>,
  input: Checked<Name>,
  facts: FileFacts,
): Promise<unknown> {
  const actor = await house.database.read(null, 'pc', (work) => loadActor(work, personId))
  const prepared = await house.database.read(actor, 'pc', (work) => prepare(work, input, facts))
  const unit = isOneStatement(prepared) ? 'oneStatement' : 'unitOfWork'
  return house.database[unit](actor, 'pc', (work) => run(work, prepared, facts))
}

export async function openStage(url: string): Promise<Stage> {
  const house = await openHouse(url)
  const { manager } = house.source
  const keysFolder = mkdtempSync(join(tmpdir(), 'lxq-keys-'))
  const bundlesFolder = mkdtempSync(join(tmpdir(), 'lxq-bundles-'))
  const verbs = evaluationCalls({ keysFolder, bundlesFolder, database: house.database } as HouseOfCalls)
  const call: Stage['call'] = async (name, personId, input, facts = {}) => {
    const { in: request, out } = contract[name]
    const checked = request.parse(input) as Checked<typeof name>
    const run = verbs[name].run as Verb | PreparedRun<typeof name, unknown>
    const answer =
      typeof run === 'function'
        ? await house.as(personId, (work) => run(work, checked, facts))
        : await runPrepared(house, personId, run, checked, facts as FileFacts)
    return (out === 'file' ? answer : out.parse(answer)) as Output<typeof name>
  }
  const round = (roundId: string) => manager.findOneByOrFail(EvaluationRound, { id: roundId })
  const officers: Stage['officers'] = async (branch) => {
    const held = await manager.find(RoleGrant, { where: { scopeId: branchId(branch) }, order: { personId: 'ASC' } })
    const holding = (role: RoleGrant['role']) =>
      held.filter((grant) => grant.role === role).map((grant) => grant.personId)
    return { secretary: holding('BRANCH_SECRETARY')[0] ?? '', committee: holding('BRANCH_COMMITTEE') }
  }
  const officersOf = async (roundId: string) => {
    const { branchId: scopeId } = await round(roundId)
    const held = await manager.find(RoleGrant, { where: { scopeId }, order: { personId: 'ASC' } })
    const holding = (role: RoleGrant['role']) =>
      held.filter((grant) => grant.role === role).map((grant) => grant.personId)
    return { secretary: holding('BRANCH_SECRETARY')[0] ?? '', committee: holding('BRANCH_COMMITTEE') }
  }
  const revisionOf = async (roundId: string) => (await round(roundId)).revision
  const callerOf = (personId: string): LockCaller => ({
    personId,
    setLock: (input) => call('round.setLock', personId, input),
    door: (roundId) => call('round.door', personId, { roundId }),
  })
  const stage: Stage = {
    house,
    keys: keyFolder(keysFolder),
    bundles: bundleFolder(bundlesFolder),
    bundlesFolder,
    keysFolder,
    call,
    refusal: (name, personId, input) =>
      call(name, personId, input).then(
        () => Promise.reject(new Error(`${name} was not refused`)),
        (fault: { code?: string }) => fault.code ?? Promise.reject(fault),
      ),
    officers,
    round,
    open: async (branch, half = '2026H2') => {
      const input = { half, title: `${half}三评`, basisNumber: '江岳机委发〔2026〕9号' }
      const { evaluationId } = await call('evaluation.open', office, input)
      return manager.findOneByOrFail(EvaluationRound, {
        evaluationCampaignId: evaluationId,
        branchId: branchId(branch),
      })
    },
    freeze: async (roundId, vetoes = []) => {
      const { secretary } = await officersOf(roundId)
      const { committeeCandidates } = await call('round.read', secretary, { roundId })
      const scrutineerIds = committeeCandidates.slice(-2).map((each) => each.personId)
      const revision = await revisionOf(roundId)
      return call('round.freeze', secretary, { roundId, scrutineerIds, vetoes, revision })
    },
    codes: new Map(),
    setCodes: async (roundId) => {
      const [first = '', second = ''] = (await round(roundId)).scrutineerIds
      const printOf = async (personId: string) => (await call('round.read', personId, { roundId })).locks?.print ?? null
      stage.codes.set(roundId, [
        await setCode(callerOf(first), roundId, 1, { print: await printOf(first) }),
        await setCode(callerOf(second), roundId, 2, { print: await printOf(second) }),
      ])
    },
    give: async (roundId, place, code) => {
      const personId = (await round(roundId)).scrutineerIds[place - 1] ?? ''
      return givenCode(callerOf(personId), roundId, place, code ?? stage.codes.get(roundId)?.[place - 1] ?? '')
    },
    startVote: async (roundId, votingToDay) => {
      const { secretary } = await officersOf(roundId)
      if ((await round(roundId)).locks?.holders?.includes(null)) await stage.setCodes(roundId)
      await call('round.openVoting', secretary, { roundId, votingToDay, revision: await revisionOf(roundId) })
    },
    voters: async (roundId) => {
      const roll = await manager.findBy(RoundAssignment, { roundId })
      return [...new Set(roll.map((row) => row.voterId))].sort()
    },
    castAll: async (roundId, personId, rating = allGood) => {
      const { subjects } = await call('ballot.sheet', personId, { roundId })
      if (!subjects.length) return 0
      const ballots = subjects.map(({ subjectId, raterGroup, kind }) => {
        return { subjectId, raterGroup, answers: rating({ kind, raterGroup }) }
      })
      const { minutesNumber } = meeting('')
      for (const part of castApart(ballots))
        for (let start = 0; start < part.length; start += 200)
          await call('ballot.cast', personId, { roundId, ballots: part.slice(start, start + 200), minutesNumber })
      return ballots.length
    },
    everybodyVotes: async (roundId, rating) => {
      for (const personId of await stage.voters(roundId)) await stage.castAll(roundId, personId, rating)
    },
    closeAndTally: async (roundId) => {
      const [scrutineer = ''] = (await round(roundId)).scrutineerIds
      await call('round.close', scrutineer, { roundId, revision: await revisionOf(roundId) })
      await stage.tally(roundId)
    },
    tally: async (roundId) => {
      const { scrutineerIds, locks } = await round(roundId)
      const [first = '', second = ''] = scrutineerIds
      const now = async () => ({ roundId, revision: await revisionOf(roundId) })
      if (!locks?.holders) return void (await call('round.tally', first, await now()))
      await call('round.strip', first, { ...(await now()), ...(await stage.give(roundId, 1)) })
      await call('round.tally', second, { ...(await now()), ...(await stage.give(roundId, 2)) })
    },
    confirmAll: async (roundId, heldDay) => {
      const { secretary, committee } = await officersOf(roundId)
      let answer: Output<'round.confirm'> | undefined
      for (const personId of [secretary, committee[0] ?? '']) {
        const { results } = await call('round.read', personId, { roundId })
        const open = (results ?? []).filter((one) => one.mayConfirm && one.confirmedGrade === null)
        const decisions = open.map(({ subjectId, kind, suggestedGrade }) => {
          const tied = suggestedGrade === 'COMMITTEE_DECIDES'
          const grade = tied ? 'QUALIFIED' : (suggestedGrade ?? (kind === 'MEMBER' ? 'QUALIFIED' : 'FAIR'))
          return { subjectId, grade, reason: '支委会集体研究决定' }
        })
        if (!decisions.length) continue
        const revision = await revisionOf(roundId)
        answer = await call('round.confirm', personId, { roundId, meeting: meeting(heldDay), decisions, revision })
      }
      if (!answer) throw new Error('nothing to confirm')
      return answer
    },
    subjects: (roundId) => manager.find(RoundSubject, { where: { roundId }, order: { position: 'ASC' } }),
    people: (branch) =>
      manager
        .createQueryBuilder(Person, 'person')
        .innerJoin(Placement, 'placement', 'placement.personId = person.id')
        .innerJoin('party_group', 'partyGroup', 'partyGroup.departmentId = placement.departmentId')
        .where('partyGroup.branchId = :id', { id: branchId(branch) })
        .orderBy('person.staffNumber')
        .getMany(),
    close: async () => {
      await house.close()
      for (const folder of [keysFolder, bundlesFolder]) rmSync(folder, { recursive: true, force: true })
    },
  }
  return stage
}
