import type { PosterData, PosterMember } from './formData'
import { headLines } from './formParts'
import { qrPicture } from './formPictures'
import { labelled, printable } from './formText'
import { type Block, type Cell, cell, type Row, row, type Sheet, table, text } from './layout'
import { headed, photoCell, pledgeLines } from './pledgeParts'

/** Cards across, and down on the first page (below the posts and areas) and on the others. */
const papers = {
  A3: { width: 297, height: 420, across: 3, firstDown: 4, down: 5 },
  A4: { width: 210, height: 297, across: 2, firstDown: 3, down: 4 },
}
const margin = { top: 24, right: 14, bottom: 16, left: 14 }
const gapBetweenCards = 4
const cardPhoto = { width: 25, height: 35 }
const photoColumn = 30
const red = 'B00000'
const none = { edges: '' }

interface Grid {
  across: number
  columns: number[]
  width: number
}

function cardGrid(paperWidth: number, across: number): Grid {
  const width = paperWidth - margin.left - margin.right
  const card = (width - gapBetweenCards * (across - 1)) / across
  const columns = Array.from({ length: across }, (_, index) => [
    ...(index === 0 ? [] : [gapBetweenCards]),
    photoColumn,
    card - photoColumn,
  ])
  return { across, columns: columns.flat(), width }
}

function personCells(member: PosterMember): Cell[] {
  const name = text(printable(member.name), { size: 20, leading: 1.2, face: 'heading', maxLines: 2, fixed: true })
  const position = text(printable(member.position), { size: 13, leading: 1.25, face: 'note' })
  const duty = headed('职责', member.dutyText, { size: 13, leading: 1.3, above: 1 })
  const words = [name, position, duty]
  // Who shows no photo is not asked for one on the wall.
  if (!member.photo) return [cell(words, { span: 2, edges: 'tlr', vertical: 'top' })]
  return [photoCell(member.photo, cardPhoto, { edges: 'tl' }), cell(words, { edges: 'tr', vertical: 'top' })]
}

const pledgeCell = (member: PosterMember): Cell =>
  cell(
    pledgeLines(member.pledges).map(({ heading, content }) =>
      headed(heading, content, { size: 15, leading: 1.3, above: 0.5 }),
    ),
    { span: 2, edges: 'blr', vertical: 'top' },
  )

/** One line of cards: the person above, the pledges below. */
function cardRows(members: readonly PosterMember[], { across }: Grid): Row[] {
  const places = Array.from({ length: across }, (_, index) => members[index])
  const beside = (index: number): Cell[] => (index === 0 ? [] : [cell([], none)])
  const empty = cell([], { span: 2, ...none })
  return [
    row(
      places.flatMap((member, index) => [...beside(index), ...(member ? personCells(member) : [empty])]),
      40,
    ),
    row(
      places.flatMap((member, index) => [...beside(index), member ? pledgeCell(member) : empty]),
      12,
      1,
    ),
  ]
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = []
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size))
  return parts
}

/** `places` lines of cards fit the page; where fewer are needed, the foot of the page stays empty. */
function cards(members: readonly PosterMember[], grid: Grid, places: number): Block[] {
  if (members.length === 0) return []
  const blank = (height: number, grow: number) => row([cell([], { span: grid.columns.length, ...none })], height, grow)
  const lines = chunks(members, grid.across)
  const rows = lines.flatMap((line) => [blank(gapBetweenCards, 0), ...cardRows(line, grid)])
  const unused = places - lines.length
  return [table(grid.columns, unused > 0 ? [...rows, blank(0, unused)] : rows)]
}

/** 示范岗 and 责任区, above the cards. */
function postLines({ modelPosts, areas }: PosterData) {
  const style = { size: 15, leading: 1.35, above: 0.8 }
  const posts = modelPosts.map(({ title, member, content }) => {
    const holder = printable(member)
    return headed(
      '党员示范岗',
      [printable(title) + (holder ? `（${holder}）` : ''), printable(content)].filter(Boolean).join('：'),
      style,
    )
  })
  const zones = areas.map(({ name, accountable, members, goal }) => {
    const facts = labelled(
      [
        ['负责人', accountable],
        ['责任党员', members.map(printable).filter(Boolean).join('、')],
        ['目标', goal],
      ],
      '；',
    )
    return headed('党员责任区', [printable(name), facts].filter(Boolean).join('：'), style)
  })
  return [...posts, ...zones]
}

function topBlocks(data: PosterData, { width }: Grid): Block[] {
  const title = text(printable(data.title), {
    size: 34,
    leading: 1.25,
    face: 'title',
    align: 'center',
    color: 'FFFFFF',
    maxLines: 1,
    fixed: true,
  })
  const department = text(printable(data.department), {
    size: 22,
    leading: 1.3,
    face: 'heading',
    align: 'center',
    color: 'FFFFFF',
    maxLines: 2,
    fixed: true,
  })
  const lines = postLines(data)
  const code = data.wallUrl
    ? [qrPicture(data.wallUrl, 30), text('扫码看公开栏', { size: 9, leading: 1.2, align: 'center', fixed: true })]
    : []
  const side = data.wallUrl ? 36 : 0
  const top = row([cell([title, department], { ...none, fill: red })], 20)
  if (lines.length === 0 && !side) return [table([width], [top])]
  const cells = [cell(lines, none), ...(side ? [cell(code, none)] : [])]
  return [table([width], [top]), table([width - side, ...(side ? [side] : [])], [row(cells)])]
}

const continued = (data: PosterData, { width }: Grid): Block[] => {
  const words = `${[data.department, data.title].map(printable).filter(Boolean).join(' ')}（续）`
  const style = {
    size: 17,
    leading: 1.2,
    face: 'heading',
    align: 'center',
    color: 'FFFFFF',
    maxLines: 1,
    fixed: true,
  } as const
  return [table([width], [row([cell([text(words, style)], { ...none, fill: red })], 11)])]
}

/** The printed wall of one department: eleven members on one A3 page, more on as many pages as they need. */
export function wallPoster(data: PosterData): Sheet {
  const { width, height, across, firstDown, down } = papers[data.paper]
  const grid = cardGrid(width, across)
  const first = data.members.slice(0, across * firstDown)
  const rest = chunks(data.members.slice(across * firstDown), across * down)
  const lines = headLines(data.head).filter(Boolean)
  const head = text([...new Set([lines[0] ?? '', lines.slice(1).join('　')])].filter(Boolean).join('\n'), {
    size: 9,
    leading: 1.3,
    face: 'note',
  })
  return {
    title: '党员公开栏',
    width,
    height,
    margin,
    head: [head],
    headTop: 10,
    footBottom: 8,
    footSize: 10,
    lowestScale: 0.425,
    // Not beyond the names, which stay as they are.
    highestScale: 1.3,
    pages: [
      [...topBlocks(data, grid), ...cards(first, grid, firstDown)],
      ...rest.map((members) => [...continued(data, grid), ...cards(members, grid, down)]),
    ],
  }
}
