import { kindsInOrder, type Mine } from '../../../miniapp/pages/threeLinks/linkForm'

type Kind = Mine['coverage'][number]
const target = (name: string, lastDay: string | null): Kind['targets'][number] => ({
  targetId: name,
  name,
  activities: lastDay ? 1 : 0,
  lastDay: lastDay as Kind['targets'][number]['lastDay'],
})
const kind = (name: string, visited: number, required: number, targets: Kind['targets']) =>
  ({ kind: name, name, visited, required, targets }) as unknown as Kind

it('shows first what is still to do, and there the places where nobody was', () => {
  const shown = kindsInOrder([
    kind('销售市场', 1, 1, [target('南浦市场', '2026-01-28')]),
    kind('零售药店', 1, 10, [target('新市口店', '2026-08-10'), target('东门店', null), target('北环店', null)]),
  ])
  expect(shown.map(({ name, done }) => [name, done])).toEqual([
    ['零售药店', false],
    ['销售市场', true],
  ])
  expect(shown.map(({ targets }) => targets.map(({ name }) => name))).toEqual([['东门店', '北环店'], ['南浦市场']])
})
