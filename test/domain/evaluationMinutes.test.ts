import { ballotMinutes, type Right } from '../../server/domain/evaluation/ballotMinutes'

const peers = (count: number): Right[] => Array(count).fill({ kind: 'MEMBER', raterGroup: 'PEER' })
const five = () => 5

test.each([
  [0, 0],
  [1, 1],
  [3, 1],
  [4, 2],
  [8, 3],
  [13, 5],
  [21, 7],
])('%d people of five items: %d minutes, 4 seconds an item, rounded up', (count, minutes) => {
  expect(ballotMinutes(peers(count), five)).toBe(minutes)
})

test('sheets of meetings take none of it, and every kind has its own items', () => {
  const sheets: Right[] = [
    { kind: 'MEMBER', raterGroup: 'ORG' },
    { kind: 'SECRETARY', raterGroup: 'SUPERIOR' },
  ]
  expect(ballotMinutes(sheets, five)).toBe(0)
  const mixed: Right[] = [...sheets, ...peers(1), { kind: 'ORG', raterGroup: 'MASSES' }]
  expect(ballotMinutes(mixed, (kind) => (kind === 'ORG' ? 11 : 5))).toBe(2)
})
