import {
  byDay,
  type LedgerShape,
  pageSize,
  sortRows,
  tableColumns,
  viewOf,
} from '../../miniapp/components/ledger/ledger'
import { matches } from '../../miniapp/components/ledger/matches'
import { cleared, isFiltered, nextSort, type Place, placeOf, queryOf } from '../../miniapp/components/ledger/place'

interface Row {
  name: string
  day: string | null
  copies: number
  state: string
}
const row = (name: string, day: string | null, copies: number, state = 'OPEN'): Row => ({ name, day, copies, state })
const shape: LedgerShape<Row> = {
  label: '台账',
  columns: [
    { key: 'name', title: '支部', text: ({ name }) => name },
    { key: 'state', title: '状态', kind: 'state', text: ({ state }) => state },
    { key: 'day', title: '日期', kind: 'day', text: ({ day }) => day ?? '', order: ({ day }) => day },
    { key: 'copies', title: '份数', number: true, text: ({ copies }) => `${copies}份`, order: ({ copies }) => copies },
  ],
  key: ({ name }) => name,
  path: ({ name }) => `/${name}`,
  chip: () => null,
  lines: ({ name }) => ({ title: name, lines: ['第二行的话'] }),
}
const whole: Place = { segment: '', selects: {}, words: '', sort: null, page: 1 }
const namesOf = (rows: readonly Row[]) => rows.map(({ name }) => name)

describe('sorting a ledger', () => {
  const rows = [row('营销支部', '2026-09-15', 10), row('财投支部', null, 9), row('信息支部', '2026-09-02', 100)]
  const sorted = (key: string, down: boolean) => namesOf(sortRows(rows, shape.columns, { key, down }))

  it('sorts words by their sound, figures as figures, days as days', () => {
    expect(sorted('name', false)).toEqual(['财投支部', '信息支部', '营销支部'])
    expect(sorted('copies', false)).toEqual(['财投支部', '营销支部', '信息支部'])
    expect(sorted('copies', true)).toEqual(['信息支部', '营销支部', '财投支部'])
    expect(sorted('day', false)).toEqual(['信息支部', '营销支部', '财投支部'])
  })

  it('keeps what is empty last in both directions', () =>
    expect(sorted('day', true)).toEqual(['营销支部', '信息支部', '财投支部']))

  it('leaves the list as it came for no column or one that it has not', () => {
    expect(namesOf(sortRows(rows, shape.columns, null))).toEqual(namesOf(rows))
    expect(sorted('nothing', false)).toEqual(namesOf(rows))
  })

  it('turns round at the second press of a head and rests at the third', () => {
    const once = nextSort(null, 'day')
    const twice = nextSort(once, 'day')
    expect([once, twice, nextSort(twice, 'day'), nextSort(twice, 'name')]).toEqual([
      { key: 'day', down: false },
      { key: 'day', down: true },
      null,
      { key: 'name', down: false },
    ])
  })
})

describe('the columns of the table', () => {
  it('are seven at most, with the state last', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ key: `c${index}`, title: '', text: () => '' }))
    const [state, day] = [shape.columns[1], shape.columns[2]]
    if (!state || !day) throw new Error('the shape has lost its columns')
    expect(tableColumns([state, ...many]).map(({ key }) => key)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'state'])
    expect(tableColumns([state, ...many], true).map(({ key }) => key)).toEqual(['c0', 'c1', 'c2', 'c3', 'state'])
    expect(tableColumns([state, day]).map(({ key }) => key)).toEqual(['day', 'state'])
  })
})

describe('the place in the address', () => {
  it('is read back as it was written', () => {
    const place: Place = {
      segment: 'FILED',
      selects: { year: '2026' },
      words: '夜班 餐',
      sort: { key: 'day', down: true },
      page: 3,
    }
    const query = queryOf(place)
    expect(query).toEqual({ state: 'FILED', year: '2026', q: '夜班 餐', sort: '-day', page: '3' })
    expect(placeOf(query, ['year', 'branch'])).toEqual(place)
  })

  it('says nothing for the whole list, and leaves what is not its own', () => {
    expect(queryOf(whole, { act: 'giveBack', state: 'FILED', page: '2' })).toEqual({ act: 'giveBack' })
    expect(queryOf({ ...whole, selects: { year: '' } }, { year: '2025' })).toEqual({})
  })

  it.each(['0', '-1', '1.5', 'two', ''])('takes page %p for the first', (page) =>
    expect(placeOf({ page }, [])).toEqual(whole),
  )

  it('takes no select that the ledger does not know, and cuts no words', () => {
    expect(placeOf({ other: '1', q: '字'.repeat(50) }, ['year'])).toEqual({ ...whole, words: '字'.repeat(50) })
  })

  it('is the whole list again when it is cleared, in the order it had', () => {
    const place: Place = {
      segment: 'FILED',
      selects: { year: '2026' },
      words: '餐',
      sort: { key: 'day', down: false },
      page: 2,
    }
    expect(isFiltered(place)).toBe(true)
    expect(isFiltered(cleared(place))).toBe(false)
    expect(queryOf(cleared(place), queryOf(place))).toEqual({ sort: 'day' })
  })
})

describe('a list that the browser has whole', () => {
  const rows = Array.from({ length: pageSize + 5 }, (_, index) =>
    row(`第${index + 1}号`, '2026-09-01', index, index % 5 === 0 ? 'DONE' : 'OPEN'),
  )
  const parts = {
    segments: [
      { key: '', label: '全部' },
      { key: 'DONE', label: '办完', holds: ({ state }: Row) => state === 'DONE' },
    ],
    selects: [{ key: 'copies', label: '份数', options: [], of: ({ copies }: Row) => String(copies) }],
  }

  it('is shown by the page, the last one where there are fewer', () => {
    const { rows: shown, pages, page } = viewOf(rows, shape, parts, { ...whole, page: 9 }, matches)
    expect([shown.length, pages, page]).toEqual([5, 2, 2])
  })

  it('shows at first only what its first segment holds, where that leaves something out', () => {
    const segments = [
      { key: '', label: '没办', holds: ({ state }: Row) => state === 'OPEN' },
      { key: 'all', label: '全部' },
    ]
    const { rows: shown, counts } = viewOf(rows, shape, { segments, selects: [] }, whole, matches)
    expect(shown.every(({ state }) => state === 'OPEN')).toBe(true)
    expect(counts).toEqual({ '': ((pageSize + 5) * 4) / 5, all: pageSize + 5 })
  })

  it('counts each segment in what the other choices leave', () => {
    expect(viewOf(rows, shape, parts, whole, matches).counts).toEqual({ '': pageSize + 5, DONE: (pageSize + 5) / 5 })
    const { rows: shown, counts } = viewOf(
      rows,
      shape,
      parts,
      { ...whole, segment: 'DONE', selects: { copies: '10' } },
      matches,
    )
    expect(namesOf(shown)).toEqual(['第11号'])
    expect(counts).toEqual({ '': 1, DONE: 1 })
  })

  it('finds a row by all of the words in what it shows, of the table and of the phone', () => {
    expect(matches(row('信息支部', null, 3), shape, '信息 3份')).toBe(true)
    expect(matches(row('信息支部', null, 3), shape, '第二行')).toBe(true)
    expect(matches(row('信息支部', null, 3), shape, '信息 4份')).toBe(false)
    expect(namesOf(viewOf(rows, shape, parts, { ...whole, words: '第55号' }, matches).rows)).toEqual(['第55号'])
  })
})

describe('rows under days', () => {
  it('puts neighbours of one day under one head', () => {
    const rows = [row('一', '2026-09-15', 1), row('二', '2026-09-15', 1), row('三', '2026-09-14', 1)]
    const groups = byDay(rows, ({ day }) => day ?? '')
    expect(groups.map(({ day, rows: held }) => [day, namesOf(held)])).toEqual([
      ['2026-09-15', ['一', '二']],
      ['2026-09-14', ['三']],
    ])
    expect(byDay([], () => '')).toEqual([])
  })
})
