import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataSource, Logger } from 'typeorm'
import { AuditEntry, Person } from '../../../entities'
import type { CallName } from '../../../server/contract'
import { policy } from '../../../server/policy'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { captureLog } from './capturedLog'
import { type Stage, setStage } from './stage'

const index = '<!doctype html><html><head><title>x</title></head><body><div id="app"></div></body></html>'
const row = (path: string, pattern: string, keys: string[], files: string[], open = false) => {
  return { path, pattern, keys, open, files }
}
const rows = [
  row('/', '^\\/\\/?$', [], ['assets/HomePage-1.js', 'assets/pageStyles-1.css']),
  row('/login', '^\\/login\\/?$', [], ['assets/LoginPage-1.js'], true),
  row('/pledge', '^\\/pledge\\/?$', [], []),
  row('/visits', '^\\/visits\\/?$', [], []),
  row('/wall', '^\\/wall\\/?$', [], []),
  row('/office', '^\\/office\\/?$', [], []),
  row('/me', '^\\/me\\/?$', [], []),
  row('/branch/:branchId?', '^\\/branch(?:\\/([^/]+?))?\\/?$', ['branchId'], []),
  row('/branch/:branchId/badges', '^\\/branch\\/([^/]+?)\\/badges\\/?$', ['branchId'], []),
  row('/progress/:branchId?', '^\\/progress(?:\\/([^/]+?))?\\/?$', ['branchId'], []),
  row('/filings/:form', '^\\/filings\\/([^/]+?)\\/?$', ['form'], []),
  row('/organisation/calendar', '^\\/organisation\\/calendar\\/?$', [], []),
  row('/ballot/:roundId', '^\\/ballot\\/([^/]+?)\\/?$', ['roundId'], ['assets/BallotPage-1.js']),
]
const hostileName = '</script><script>alert(1)</script><!--'

function pagesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-pages-'))
  writeFileSync(join(folder, 'index.html'), index)
  writeFileSync(join(folder, 'routes.json'), JSON.stringify(rows))
  return folder
}

/** What stands in the page as data; null where nothing does. */
function answersIn(html: string): Record<string, unknown> | null {
  const json = /<script type="application\/json" id="first">(.*?)<\/script>/s.exec(html)?.[1]
  return json === undefined ? null : JSON.parse(json)
}

describeByTurn('the first HTML of an address', (db) => {
  const { log, found, whole } = captureLog()
  const folder = pagesFolder()
  let product: TestProduct
  let stage: Stage
  let member: Caller
  let masses: Caller
  let office: Caller
  let secretary: Caller
  let failing = false

  beforeAll(async () => {
    const breaking = {
      ...policy,
      logVisit: {
        ...policy.logVisit,
        may: (...given: Parameters<typeof policy.logVisit.may>) => {
          if (failing) throw new TypeError('broken on purpose')
          return policy.logVisit.may(...given)
        },
      },
    }
    product = await startTestProduct(db.url, {}, { pagesFolder: folder, policy: breaking, log })
    stage = await setStage(product.database)
    member = await product.login('member')
    masses = await product.login('masses')
    office = await product.login('office')
    secretary = await product.login('digitalSecretary')
  }, 60_000)
  afterAll(async () => {
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const page = async (who: Caller, path: string) => {
    const response = await who.fetch(path)
    const html = await response.text()
    return { response, html, answers: answersIn(html) }
  }

  it('names the files of the page, and is kept by its version, for whoever is not logged in', async () => {
    const { response, html, answers } = await page(product.anonymous, '/')
    expect(html).toContain('<link rel="modulepreload" crossorigin href="/assets/HomePage-1.js">')
    expect(html).toContain('<link rel="stylesheet" crossorigin href="/assets/pageStyles-1.css">')
    expect(html).not.toContain('BallotPage')
    expect(answers).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const again = { headers: { 'If-None-Match': response.headers.get('etag') ?? '' } }
    expect((await fetch(`${product.url}/`, again)).status).toBe(304)
    expect((await page(product.anonymous, '/nowhere/at/all')).html).toBe(index)
    expect((await page(product.anonymous, '/routes.json')).response.status).toBe(404)
  })

  it('holds what the calls themselves answer, for nobody to keep, under the same policy of content', async () => {
    const plain = await product.anonymous.fetch('/')
    const { today, roles } = (await secretary.call('session.mine')).body
    const year = Number(today.slice(0, 4))
    const branchId = roles.find(({ role }) => role === 'BRANCH_SECRETARY')?.scopeId ?? ''
    const ofBranch = {
      [`pledge.branch {"branchId":"${branchId}"}`]: (await secretary.call('pledge.branch', { branchId })).body,
      [`postArea.board {"branchId":"${branchId}"}`]: (await secretary.call('postArea.board', { branchId })).body,
    }
    const ledger = { form: 'measureFiling', page: 1 } as const
    const asked: [Caller, string, Record<string, unknown>][] = [
      [member, '/', { 'tasks.mine {}': (await member.call('tasks.mine')).body }],
      [
        member,
        '/pledge',
        {
          'pledge.mine {}': (await member.call('pledge.mine')).body,
          'pledge.earlier {}': (await member.call('pledge.earlier')).body,
        },
      ],
      [
        member,
        '/visits',
        {
          'visit.contacts {}': (await member.call('visit.contacts')).body,
          'visit.mine {"page":1}': (await member.call('visit.mine', { page: 1 })).body,
        },
      ],
      [member, '/wall', { 'wall.list {"search":"","page":1}': (await member.call('wall.list', {})).body }],
      [
        office,
        '/office',
        {
          'package.list {}': (await office.call('package.list')).body,
          'evaluation.rounds {}': (await office.call('evaluation.rounds')).body,
        },
      ],
      [
        masses,
        `/ballot/${stage.roundId}`,
        {
          [`ballot.sheet {"roundId":"${stage.roundId}"}`]: (
            await masses.call('ballot.sheet', { roundId: stage.roundId })
          ).body,
        },
      ],
      [member, '/me', {}],
      // An address without a branch means the reader's own.
      [secretary, '/branch', ofBranch],
      [secretary, `/branch/${branchId}`, ofBranch],
      [
        secretary,
        `/branch/${branchId}/badges`,
        {
          [`badge.branch {"branchId":"${branchId}","year":${year}}`]: (
            await secretary.call('badge.branch', { branchId, year })
          ).body,
        },
      ],
      // What was chosen on a page is for the page to ask.
      [secretary, `/branch/${branchId}/badges?year=2025`, {}],
      [office, '/progress', { 'progress.board {}': (await office.call('progress.board', {})).body }],
      [
        office,
        '/filings/measureFiling',
        { [`filing.ledger ${JSON.stringify(ledger)}`]: (await office.call('filing.ledger', ledger)).body },
      ],
      [office, '/filings/measureFiling?year=2025', {}],
      [
        office,
        '/organisation/calendar',
        { [`calendar.days {"year":${year}}`]: (await office.call('calendar.days', { year })).body },
      ],
    ]
    const written = () => product.database.read(null, 'pc', (work) => work.manager.count(AuditEntry))
    const before = await written()
    for (const [who, path, first] of asked) {
      const { response, answers } = await page(who, path)
      const mine = (await who.call('session.mine')).body
      // The seconds that are left of the day pass between the two.
      const lessSoon = { asymmetricMatch: (left: unknown) => Math.abs(Number(left) - mine.dayEndsInSeconds) <= 60 }
      expect(answers).toEqual({ 'session.mine {}': { ...mine, dayEndsInSeconds: lessSoon }, ...first })
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('etag')).toBeNull()
      expect(response.headers.get('content-security-policy')).toBe(plain.headers.get('content-security-policy'))
    }
    // A reading that is written down must not be one of them: nobody may have looked yet.
    expect(await written()).toBe(before)
  })

  it('costs fewer statements than the calls it answers', async () => {
    const { source } = product.database as unknown as { source: DataSource }
    let statements = 0
    const count = (): void => {
      statements += 1
    }
    const before = source.logger
    source.logger = { ...before, logQuery: count } as Logger
    const counted = async (body: () => Promise<unknown>): Promise<number> => {
      statements = 0
      await body()
      return statements
    }
    const costs: Record<string, [html: number, calls: number]> = {}
    for (const [who, path, calls] of [
      [member, '/', ['tasks.mine']],
      [member, '/pledge', ['pledge.mine', 'pledge.earlier']],
      [member, '/visits', ['visit.contacts', 'visit.mine']],
      [member, '/wall', ['wall.list']],
      [office, '/office', ['package.list', 'evaluation.rounds']],
      [masses, `/ballot/${stage.roundId}`, ['ballot.sheet']],
    ] as [Caller, string, CallName[]][]) {
      const html = await counted(() => page(who, path))
      const separately = await counted(async () => {
        for (const name of ['session.mine', ...calls] as CallName[]) {
          const input = name === 'ballot.sheet' ? { roundId: stage.roundId } : {}
          expect((await who.call(name, input as never)).status).toBe(200)
        }
      })
      costs[path.split('/')[1] ?? ''] = [html, separately]
    }
    source.logger = before
    console.log(`statements, HTML and calls: ${JSON.stringify(costs)}`)
    for (const [html, separately] of Object.values(costs)) {
      expect(html).toBeGreaterThan(0)
      expect(html).toBeLessThan(separately)
    }
  })

  it('is made for the person of the cookie and holds nothing of another', async () => {
    const own = await page(masses, '/')
    expect(own.answers?.['session.mine {}']).toMatchObject({ personId: masses.personId })
    expect(own.html).not.toContain(member.personId)
    const forged = masses.cookie.replace(masses.personId, member.personId)
    expect(forged).not.toBe(masses.cookie)
    const response = await fetch(`${product.url}/`, { headers: { cookie: forged } })
    expect(answersIn(await response.text())).toBeNull()
  })

  it('leaves out what this person may not see, for the page to be refused', async () => {
    expect(Object.keys((await page(masses, '/office')).answers ?? {})).toEqual(['session.mine {}'])
    expect(Object.keys((await page(office, `/ballot/${stage.roundId}`)).answers ?? {})).toEqual(['session.mine {}'])
  })

  it.each([
    '/ballot/%3C%2Fscript%3E',
    '/ballot/%E0%A4%A',
    "/ballot/1'%20or%201=1",
    '/wall?department=%3C%2Fscript%3E',
    '/wall?department=1&department=2',
    '/wall?page=__proto__',
  ])('takes no part of %s into the page', async (path) => {
    const { response, html, answers } = await page(member, path)
    expect(response.status).toBe(200)
    expect(Object.keys(answers ?? {})).toEqual(['session.mine {}'])
    expect(html.match(/<script/g)).toHaveLength(1)
  })

  it('holds a name that would end the element as a name and nothing else', async () => {
    const rename = (name: string) =>
      product.database.unitOfWork(null, 'job', (work) => work.change(Person, { id: member.personId }, { name }))
    await rename(hostileName)
    const { html, answers } = await page(member, '/')
    await rename(member.name)
    expect(answers?.['session.mine {}']).toMatchObject({ name: hostileName })
    expect(html.match(/<script|<!--/g)).toHaveLength(1)
    expect(html.match(/<\/script/g)).toHaveLength(1)
  })

  it('is still served when an answer fails; the fault is logged, and nothing of the person', async () => {
    failing = true
    const broken = await page(member, '/visits')
    failing = false
    expect(broken.response.status).toBe(200)
    expect(broken.html).toContain('<div id="app">')
    expect(Object.keys(broken.answers ?? {})).not.toContain('visit.contacts {}')
    expect(found([member.personId, member.name])).toEqual([])
    expect(whole()).toContain('first answer failed')
  })

  it('goes without answers once the person left, and where a page is open to all', async () => {
    expect((await page(member, '/login')).answers).toBeNull()
    const leave = (dutyStatus: Person['dutyStatus']) =>
      product.database.unitOfWork(null, 'job', (work) => work.change(Person, { id: member.personId }, { dutyStatus }))
    await leave('LEFT')
    const { response, answers } = await page(member, '/')
    await leave('ON_DUTY')
    expect(answers).toBeNull()
    expect(response.status).toBe(200)
  })

  it('meant for one person is of no use after another has logged in', async () => {
    const headers = { 'X-Meant-For': member.personId }
    expect((await member.call('tasks.mine', {}, headers)).status).toBe(200)
    const { status, body } = await masses.call('tasks.mine', {}, headers)
    expect([status, body.code]).toEqual([409, 'session.changed'])
    const written = await masses.call('session.setTextStep', { textStep: 2 }, headers)
    expect([written.status, written.body.code]).toEqual([409, 'session.changed'])
  })
})

describe('the limit of requests', () => {
  it('counts a page with answers, and serves it plain when it is spent', async () => {
    const folder = pagesFolder()
    const product = await startTestProduct(undefined, { REQUESTS_PER_MINUTE: '3' }, { pagesFolder: folder })
    const member = await product.login('member')
    const seen: boolean[] = []
    for (let time = 0; time < 5; time += 1) seen.push(answersIn(await (await member.fetch('/')).text()) !== null)
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
    expect(seen).toEqual([true, true, true, false, false])
  })
})
