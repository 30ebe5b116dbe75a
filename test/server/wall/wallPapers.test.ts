import { writeForm } from '../../../server/files/forms/writeForm'
import '../../support/chineseFont'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'
import { finance, investment, putPost } from './wallStage'

jest.mock('../../../server/files/forms/writeForm', () => {
  const real = jest.requireActual('../../../server/files/forms/writeForm')
  return { ...real, writeForm: jest.fn(real.writeForm) }
})
const written = jest.mocked(writeForm)

/** What a poster or plate says is what the wall shows; how it is laid out is the forms' matter (test/server/files/forms). */
describe('the wall on paper (R15, R20)', () => {
  let stage: PledgeStage
  let masses: Caller
  beforeAll(async () => {
    stage = await openPledges()
    masses = await stage.product.login('masses')
    await stage.handIn(stage.member)
    await stage.putUp(stage.member)
    await stage.handIn(stage.secretary, { photoConsent: false })
    await stage.putUp(stage.secretary)
    await putPost(stage)
    await putPost(stage, {
      kind: 'AREA',
      title: '资金安全责任区',
      nomineeId: stage.secretary.personId,
      memberIds: [stage.secretary.personId],
    })
  })
  afterAll(() => stage.product.stop())

  const fetchFile = (path: string) => masses.fetch(`/api/wall/${path}`)
  const isWord = async (response: Response) =>
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 2)
      .toString() === 'PK'
  const lastPoster = () => {
    const [form, data] = written.mock.lastCall ?? []
    if (form !== 'poster' || !data || !('modelPosts' in data)) throw new Error('no poster was written')
    return data
  }
  const poster = (input: Record<string, string> = {}) =>
    fetchFile(`posters/${finance}?${new URLSearchParams({ format: 'docx', ...input })}`)

  test('a poster of a department with its 岗区, sheets and the address of its wall', async () => {
    const response = await poster()
    expect(response.status).toBe(200)
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain('财务部公开栏A3.docx')
    expect(await isWord(response)).toBe(true)
    expect(lastPoster()).toMatchObject({
      paper: 'A3',
      department: '财务部',
      wallUrl: `${stage.product.url}/wall?department=${finance}`,
      head: { branch: '财投支部', period: '2026年', basis: expect.stringContaining('机委发〔2026〕9号') },
      modelPosts: [{ title: '报销服务示范岗', member: '林知夏', content: '首问负责' }],
      areas: [{ name: '资金安全责任区', accountable: '沈云舟', members: ['沈云舟'] }],
    })
    expect(lastPoster().members[1]).toMatchObject({ name: '林知夏', pledges: { duty: '3个工作日内办结报销。' } })
  })

  test('photos only of those who agreed', async () => {
    await poster({ size: 'A4' })
    expect(
      lastPoster().members.map(({ name, photo }) => [name, photo?.subarray(0, 2).toString('hex') ?? null]),
    ).toEqual([
      ['沈云舟', null],
      ['林知夏', 'ffd8'],
    ])
    expect(lastPoster().paper).toBe('A4')
  })

  test('consent taken back: not on the next poster', async () => {
    const consent = async (publishConsent: boolean) => {
      const { revision } = await stage.mine()
      await stage.member.call('pledge.setConsent', { publishConsent, photoConsent: publishConsent, revision })
    }
    await consent(false)
    await poster()
    expect(lastPoster().members.map(({ name }) => name)).toEqual(['沈云舟'])
    await consent(true)
  })

  test('nothing published, nothing to print; the plate for the door is there from the first day', async () => {
    const response = await fetchFile(`posters/${investment}?format=docx`)
    expect([response.status, ((await response.json()) as { sentence: string }).sentence]).toEqual([
      422,
      '投资发展部还没有公开的承诺书和岗区，没有可以打印的内容。',
    ])
    const plate = await fetchFile(`qr-plates/${investment}?format=docx`)
    expect(plate.status).toBe(200)
    expect(await isWord(plate)).toBe(true)
    expect(written.mock.lastCall?.[1]).toMatchObject({
      department: '投资发展部',
      url: `${stage.product.url}/wall?department=${investment}`,
    })
  })

  test('as PDF where fonts are, else a sentence that says what to do', async () => {
    const response = await poster({ format: 'pdf' })
    if (response.status === 200) {
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
      return
    }
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([501, 'document.noPdf'])
  })

  test('an unknown department is not found', async () => {
    expect((await fetchFile(`posters/${crypto.randomUUID()}`)).status).toBe(404)
    expect((await fetchFile(`qr-plates/${crypto.randomUUID()}`)).status).toBe(404)
  })
})
