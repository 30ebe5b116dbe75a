import type { RecordFace } from '../../../miniapp/components/record/chain'

/** A record that waits for somebody else, with what the test changes about it. */
export const recordFace = (change: Partial<RecordFace> = {}): RecordFace => ({
  workflow: 'postArea',
  what: '岗区表',
  recordId: '00000000-0000-4000-8000-000000000001',
  about: '示范岗，财务部',
  path: '/posts/00000000-0000-4000-8000-000000000001',
  state: 'DRAFT',
  stateName: '待集体推荐',
  revision: 1,
  dueDay: null,
  turn: null,
  rests: null,
  ahead: [],
  allowed: [],
  history: [],
  ...change,
})
