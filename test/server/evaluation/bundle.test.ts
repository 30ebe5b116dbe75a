import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ballot, EvaluationCampaign, EvaluationRound, SubjectResult } from '../../../entities'
import { type Bundle, bundleText, readBundle } from '../../../server/domain/bundle/bundle'
import { recount } from '../../../server/domain/bundle/recount'
import { defaultTemplate } from '../../../server/domain/evaluation/defaultTemplate'
import { shortHash } from '../../../server/domain/sealing/shortHash'
import type { FileAnswer } from '../../../server/features/call'
import { destroyKeys } from '../../../server/features/evaluation/destroyKeys'
import { keepBundle } from '../../../server/features/evaluation/keepBundle'
import { bundleFolder } from '../../../server/files/bundleFolder'
import { verifyCommand } from '../../../server/verifyCommand'
import vectors from '../../domain/scoringVectors.json'
import { describeByTurn } from '../../support/perDatabase'
import { persona } from '../organisation/house'
import { office, openStage, type Stage } from './evaluationStage'
import { countGolden, type GoldenSubject, goldenRound } from './goldenRound'

const points = { ...defaultTemplate, version: 'POINTS-TEST', inputMode: 'POINTS' as const }
const times = (count: number, answers: string): string[] => Array(count).fill(answers)
const member = (peers: string[], masses: string[]): GoldenSubject => ({
  kind: 'MEMBER',
  issued: { SELF: 1, PEER: 6, MASSES: 9, ORG: 1 },
  ballots: { SELF: ['AAAAA'], PEER: peers, MASSES: masses, ORG: ['AAAAA'] },
})

/** Rules §4.6.11. */
describeByTurn('the bundle of a count', (db) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(db.url)
  })
  afterAll(() => stage.close())
  const manager = () => stage.house.source.manager
  const keep = (roundId: string) => keepBundle(stage.house.database, stage.bundles, roundId)
  const read = (roundId: string) => readBundle(stage.bundles.read(roundId) ?? '') as Bundle
  const counted = async (subjects: GoldenSubject[]) => {
    const roundId = await goldenRound(stage, subjects)
    await countGolden(stage, roundId)
    return roundId
  }
  const scrutineer = async (roundId: string) => (await stage.round(roundId)).scrutineerIds[0] ?? ''
  const verify = async (roundId: string, personId?: string) =>
    stage.call('round.verify', personId ?? (await stage.officers('digital')).secretary, { roundId })

  it.each(['G1', 'G2', 'G3a', 'G3b', 'G3c'] as const)(
    'R51: of %s counts again to what the house has stored, and is verified without the house',
    async (name) => {
      const golden = vectors[name]
      const roundId = await goldenRound(
        stage,
        [golden as unknown as GoldenSubject],
        golden.mode === 'POINTS' ? points : defaultTemplate,
      )
      await countGolden(stage, roundId)
      await keep(roundId)
      const bundle = read(roundId)
      const row = await manager().findOneByOrFail(SubjectResult, { roundId })
      const [result] = recount(bundle).results
      expect([result?.total, result?.groups]).toEqual([row.totalHundredths, row.groups])
      const { checksum, box } = await stage.round(roundId)
      expect([bundle.checksum, bundle.list?.hash, bundle.list?.receipts.length]).toEqual([
        checksum,
        box?.listHash,
        box?.envelopes,
      ])
      const folder = mkdtempSync(join(tmpdir(), 'lxq-verify-'))
      const file = join(folder, 'bundle.json')
      writeFileSync(file, bundleText(bundle))
      const outcome = verifyCommand([file, '--checksum', shortHash(checksum ?? ''), '--list', box?.listHash ?? ''])
      expect(outcome).toMatchObject({
        whole: true,
        lines: [expect.stringMatching(/^信息支部/), expect.stringMatching(/^核验通过：\d+张/), expect.any(String)],
      })
      expect(verifyCommand([file, '--checksum', '0000 0000']).whole).toBe(false)
      rmSync(folder, { recursive: true })
      expect(await verify(roundId)).toMatchObject({ whole: true, faults: [] })
    },
  )

  it('says in a sentence what is no such file', () => {
    expect(verifyCommand([]).lines[0]).toMatch(/^用法/)
    expect(verifyCommand(['--house']).lines[0]).toMatch(/^用法/)
    expect(verifyCommand(['/nowhere/at/all.json']).lines[0]).toMatch(/^没有找到文件/)
    expect(verifyCommand([__filename]).lines[0]).toMatch(/^这个文件不是计票档案/)
  })

  it('holds nothing of a voter and no time, and is its owner’s alone', async () => {
    const roundId = await counted([member(times(6, 'AABBA'), times(9, 'BABAA'))])
    await keep(roundId)
    const text = stage.bundles.read(roundId) ?? ''
    for (const voter of await stage.voters(roundId))
      if (!text.includes(`"MEMBER:${voter}"`)) expect(text).not.toContain(voter)
    expect(text).not.toMatch(/20\d\d-\d\d-\d\d|"at"|\b1[6-9]\d{11}\b/)
    const folder = mkdtempSync(join(tmpdir(), 'lxq-bundle-'))
    bundleFolder(join(folder, 'new')).keep(roundId, text)
    expect(readdirSync(join(folder, 'new'))).toEqual([`${roundId}.count.json`])
    if (process.platform !== 'win32') expect(statSync(join(folder, 'new', `${roundId}.count.json`)).mode & 0o77).toBe(0)
    rmSync(folder, { recursive: true })
  })

  it('is on the disk before the keys go; after a kill in between the next turn writes the very same', async () => {
    const roundId = await counted([member(times(6, 'ABABA'), times(9, 'BBBAA'))])
    expect(stage.bundles.has(roundId)).toBe(false)
    // Killed right after the count: another process, another folder.
    const elsewhere = mkdtempSync(join(tmpdir(), 'lxq-bundle-'))
    await keepBundle(stage.house.database, bundleFolder(elsewhere), roundId)
    const unwritable = {
      ...stage.bundles,
      keep: () => {
        throw new Error('disk full')
      },
    }
    await expect(destroyKeys(stage.house.database, stage.keys, unwritable)).rejects.toThrow('disk full')
    expect(stage.keys.rounds()).toContain(roundId)
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(stage.keys.rounds()).not.toContain(roundId)
    expect(stage.bundles.read(roundId)).toBe(bundleFolder(elsewhere).read(roundId))
    rmSync(elsewhere, { recursive: true })
  })

  it('is not written from what was altered since the count, and the keys stay', async () => {
    const roundId = await counted([member(times(6, 'ABABA'), times(9, 'BBBAA'))])
    await manager().update(Ballot, { roundId, answers: 'ABABA' }, { answers: 'DDDDD' })
    await expect(destroyKeys(stage.house.database, stage.keys, stage.bundles)).rejects.toThrow(
      /not what the database holds/,
    )
    expect([stage.bundles.has(roundId), stage.keys.rounds().includes(roundId)]).toEqual([false, true])
    await manager().update(Ballot, { roundId, answers: 'DDDDD' }, { answers: 'ABABA' })
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(stage.bundles.has(roundId)).toBe(true)
  })

  it('names what was altered in the database afterwards; who may not read results hears no figure', async () => {
    const roundId = await counted([member(times(6, 'AABBA'), times(9, 'BABAA'))])
    await keep(roundId)
    const [one] = await manager().findBy(Ballot, { roundId, raterGroup: 'MASSES' })
    await manager().delete(Ballot, { id: one?.id })
    const { name } = (await stage.subjects(roundId))[0] ?? { name: '' }
    const gone = await verify(roundId)
    expect(gone).toMatchObject({
      whole: false,
      faults: [`数据库里${name}的群众评议的选票和档案不一样：档案9张，数据库8张。`],
    })
    await manager().insert(Ballot, one as Ballot)
    const row = await manager().findOneByOrFail(SubjectResult, { roundId })
    await manager().update(SubjectResult, { roundId }, { totalHundredths: 9999 })
    const told = (await verify(roundId)).faults
    expect(told[0]).toMatch(new RegExp(`^${name}的总分：数据库里是99\\.99，重新计算是`))
    const { committee, secretary } = await stage.officers('digital')
    const plainOne = (await stage.people('digital')).find(({ id }) => ![...committee, secretary].includes(id))?.id ?? ''
    const { scrutineerIds } = await stage.round(roundId)
    await manager().update(EvaluationRound, { id: roundId }, { scrutineerIds: [plainOne, scrutineerIds[1] ?? ''] })
    const plain = (await verify(roundId, plainOne)).faults
    expect(plain.join('')).toContain(`${name}的结果和重新计算的不一样`)
    expect(plain.join('')).not.toMatch(/\d\d\.\d\d/)
    expect(await stage.refusal('round.bundle', plainOne, { roundId })).toBe('permission.denied')
    await manager().update(SubjectResult, { roundId }, { totalHundredths: row.totalHundredths })
    const { evaluationCampaignId: id } = await stage.round(roundId)
    const { template } = await manager().findOneByOrFail(EvaluationCampaign, { id })
    const heavier = JSON.parse(JSON.stringify(template))
    heavier.subjects.MEMBER.weights.PEER += 1
    await manager().update(EvaluationCampaign, { id }, { template: heavier })
    expect((await verify(roundId, plainOne)).faults).toContain('数据库里评价党员的各组权重被改过。')
    await manager().update(EvaluationCampaign, { id }, { template: template as never })
    expect((await verify(roundId, plainOne)).whole).toBe(true)
  })

  it('is downloaded by 党办 and 机关党委 once 表1 is in, without the ballots of few and of one by name', async () => {
    const roundId = await counted([
      member(['DDDDD', ...times(3, 'AABBA')], [...times(4, 'CCDDC'), ...times(2, 'UUUUU')]),
    ])
    await keep(roundId)
    const { secretary } = await stage.officers('digital')
    const download = async (personId: string) => {
      const answer = (await stage.call('round.bundle', personId, { roundId })) as unknown as FileAnswer
      return answer.content.toString()
    }
    const superiors = persona('hqCommittee').personId
    const offered = async (personId: string, id = roundId) =>
      (await stage.call('round.read', personId, { roundId: id })).mayTakeBundle
    const report = (id: string) => manager().update(EvaluationRound, { id }, { state: 'TABLE1_SUBMITTED' })
    for (const personId of [office, superiors]) {
      expect(await stage.refusal('round.bundle', personId, { roundId })).toBe('round.bundleEarly')
      expect(await stage.refusal('round.verify', personId, { roundId })).toBe('permission.denied')
      expect(await offered(personId)).toBe(false)
    }
    await report(roundId)
    const text = await download(office)
    expect(text).not.toMatch(/DDDDD|CCDDC|"AAAAA"/)
    expect(stage.bundles.read(roundId)).toMatch(/DDDDD/)
    expect(await download(superiors)).toBe(text)
    expect([await offered(office), await offered(superiors)]).toEqual([true, true])
    expect((await verify(roundId, superiors)).whole).toBe(true)
    // Nobody of the branch reads a single ballot, the 监票人 neither; 核验 stays theirs.
    for (const personId of [secretary, await scrutineer(roundId)]) {
      expect(await stage.refusal('round.bundle', personId, { roundId })).toBe('permission.denied')
      expect(await offered(personId)).toBe(false)
      expect((await verify(roundId, personId)).whole).toBe(true)
    }
    await manager().update(EvaluationRound, { id: roundId }, { scrutineerIds: [office, superiors] })
    for (const personId of [office, superiors]) {
      expect(await stage.refusal('round.bundle', personId, { roundId })).toBe('permission.denied')
      expect(await offered(personId)).toBe(false)
    }
    const large = await counted([member(times(6, 'AABBA'), times(9, 'CCDDC'))])
    await report(large)
    const whole = (
      (await stage.call('round.bundle', office, { roundId: large })) as unknown as FileAnswer
    ).content.toString()
    expect(whole).toMatch(/CCDDC/)
  })

  it('a file that somebody has spoilt is said, whatever is left of it', async () => {
    const roundId = await counted([member(times(6, 'AABBA'), times(9, 'BABAA'))])
    await keep(roundId)
    const { secretary } = await stage.officers('digital')
    const file = join(stage.bundlesFolder, `${roundId}.count.json`)
    const whole = stage.bundles.read(roundId) ?? ''
    const { opening: _opening, ...rest } = JSON.parse(whole)
    for (const text of ['', whole.slice(0, 500), JSON.stringify(rest)]) {
      writeFileSync(file, text)
      expect(await stage.refusal('round.verify', secretary, { roundId })).toBe('round.bundleBroken')
    }
    writeFileSync(file, whole)
    expect((await verify(roundId)).whole).toBe(true)
  })

  it('there is none before the count', async () => {
    const roundId = await goldenRound(stage, [member(times(6, 'AABBA'), times(9, 'BABAA'))])
    const { secretary } = await stage.officers('digital')
    expect(await stage.refusal('round.verify', secretary, { roundId })).toBe('round.bundleMissing')
    expect(await stage.refusal('round.bundle', office, { roundId })).toBe('round.bundleMissing')
    await keep(roundId)
    expect(stage.bundles.has(roundId)).toBe(false)
  })
})
