import { APP, type Bench, SECRET, startBench } from './feishuBench'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

interface Page {
  has_more: boolean
  page_token?: string
  items?: { open_department_id: string; open_id: string }[]
}

const get = (path: string) => bench.call('GET', `/contact/v3${path}`)
const page = async (path: string) => (await get(path)).body.data as unknown as Page
const scopes = (...list: string[]) => bench.control.seedApps([{ appId: APP, appSecret: SECRET, scopes: list }])
const range = (departmentIds: string[]) =>
  bench.control.seedApps([{ appId: APP, appSecret: SECRET, contactRange: { departmentIds, userIds: [] } }])

describe('paging through the directory (row 28)', () => {
  it('walks all departments with opaque tokens that need encoding', async () => {
    const names = new Set<string>()
    let token: string | undefined
    do {
      const query = `department_id_type=department_id&page_size=25${token ? `&page_token=${encodeURIComponent(token)}` : ''}`
      const part = await page(`/departments/D00/children?${query}`)
      for (const one of part.items ?? []) names.add(one.open_department_id)
      expect(part.has_more).toBe(part.page_token !== undefined)
      if (part.page_token) expect(part.page_token).toMatch(/(?=.*\+)(?=.*\/).*=/)
      token = part.page_token
    } while (token)
    expect(names.size).toBe(60)
  })

  it('refuses large pages, garbage tokens and an unencoded token', async () => {
    const children = '/departments/D00/children?department_id_type=department_id'
    expect(await get(`${children}&page_size=51`)).toMatchObject({ status: 400, body: { code: 40011 } })
    expect(await get(`${children}&page_token=x`)).toMatchObject({ status: 400, body: { code: 40012 } })
    const { page_token: token } = await page(children)
    expect((await get(`${children}&page_token=${token}`)).body.code).toBe(40012)
  })

  it('leaves `items` out when a department has no people', async () => {
    const empty = await page('/users/find_by_department?department_id=D9&department_id_type=department_id')
    expect(empty).toEqual({ has_more: false })
  })

  it('works through the SDK, including the whole tree', async () => {
    const all = await bench.client().contact.v3.department.children({
      path: { department_id: '0' },
      params: { fetch_child: true, page_size: 50 },
    })
    expect(all.data?.items).toHaveLength(50)
    const people = await bench.client().contact.v3.user.findByDepartment({
      params: { department_id: 'D1', department_id_type: 'department_id' },
    })
    expect(people.data?.items?.map((one) => one.name)).toEqual(['乙党员', '丁免扰'])
    const batch = await bench
      .client()
      .contact.v3.user.batch({ params: { user_ids: [bench.openId('member'), bench.openId('secretary')] } })
    expect(batch.data?.items).toHaveLength(2)
  })

  it('shows nothing outside the range of the app', async () => {
    range(['D1'])
    expect(await get('/departments/0/children')).toMatchObject({ status: 403, body: { code: 40004 } })
    expect(await get(`/users/${bench.openId('secretary')}`)).toMatchObject({ status: 400, body: { code: 41050 } })
    expect((await get(`/users/${bench.openId('member')}`)).body.code).toBe(0)
    const entry = (await get('/scopes?department_id_type=department_id')).body.data
    expect(entry).toMatchObject({ department_ids: ['D1'], user_ids: [], has_more: false })
  })
})

describe('fields need their scopes (row 29)', () => {
  const fieldsOf = async () => Object.keys((await get(`/users/${bench.openId('member')}`)).body.data.user ?? {})

  it('are missing, not empty, without them', async () => {
    scopes('contact:contact.base:readonly')
    expect(await fieldsOf()).toEqual(['open_id', 'union_id'])
    scopes('contact:contact.base:readonly', 'contact:user.base:readonly')
    expect(await fieldsOf()).toEqual(['open_id', 'union_id', 'name', 'en_name', 'nickname', 'avatar'])
  })

  it('appear with them; no umbrella opens number, mail or user_id', async () => {
    scopes('contact:contact:readonly_as_app')
    const fields = await fieldsOf()
    expect(fields).toEqual(expect.arrayContaining(['name', 'status', 'department_ids', 'employee_no']))
    for (const hidden of ['user_id', 'mobile', 'email']) expect(fields).not.toContain(hidden)
    scopes('contact:contact.base:readonly', 'contact:user.employee_id:readonly', 'contact:user.phone:readonly')
    expect(await fieldsOf()).toEqual(['open_id', 'union_id', 'user_id', 'mobile', 'mobile_visible'])
  })
})

describe('finding people by number or mail (row 30)', () => {
  it('returns entries it did not find without an id', async () => {
    scopes('contact:user.id:readonly')
    const found = await bench.client().contact.v3.user.batchGetId({
      data: { mobiles: ['000-0001', '000-9999'], emails: ['member@example.invalid'] },
    })
    expect(found.data?.user_list).toEqual([
      { user_id: bench.openId('secretary'), mobile: '000-0001' },
      { mobile: '000-9999' },
      { user_id: bench.openId('member'), email: 'member@example.invalid' },
    ])
    const tooMany = await bench.call('POST', '/contact/v3/users/batch_get_id', { mobiles: Array(51).fill('1') })
    expect(tooMany).toMatchObject({ status: 400, body: { code: 99992402 } })
  })
})
